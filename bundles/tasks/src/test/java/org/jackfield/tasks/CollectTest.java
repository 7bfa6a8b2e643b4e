// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jackfield.stream.DeviceState;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskInfo.State;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that do not get what they wait for. */
final class CollectTest {
    @TempDir
    Path data;

    private final ManualTime time = new ManualTime();

    @AutoClose
    private TestHouse house;

    private TestDevice pm1;

    @BeforeEach
    void open() {
        house = new TestHouse(data, time);
        pm1 = house.devices.add("pm1");
    }

    private void start(Map<String, Object> parameters) {
        house.tasks.start("t1", "Collect", parameters);
        pm1.awaitReaders(1);
    }

    private TaskInfo task() {
        return house.tasks.find("t1").orElseThrow();
    }

    private void untilTold(String text) {
        Until.holds(text, () -> {
            time.pass(Duration.ofMillis(100));
            return task().text().equals(text);
        });
    }

    @Test
    void aRecordingThatWaitsForSamplesSaysWhatItsDeviceIsDoing() {
        pm1.state = DeviceState.DISCONNECTED;
        start(Map.of("device", "pm1", "samples", 2));
        untilTold("0 samples; the device is disconnected");
        pm1.state = DeviceState.STREAMING;
        pm1.sample(1);
        untilTold("1 samples; the device is streaming");
        pm1.state = DeviceState.OFFLINE;
        untilTold("1 samples; the device is offline");
        pm1.sample(2);

        assertThat(house.ended("t1").state()).isEqualTo(State.SUCCEEDED);
        assertThat(house.ended("t1").text()).isEqualTo("2 samples");
    }

    @Test
    void aTimeThatPassesWithoutASampleIsAFailure() {
        pm1.state = DeviceState.DISCONNECTED;
        start(Map.of("device", "pm1", "seconds", 2, "to", "file"));
        time.awaitSleeper();
        time.pass(Duration.ofSeconds(2));

        TaskInfo ended = house.ended("t1");
        assertThat(ended.state()).isEqualTo(State.FAILED);
        assertThat(ended.error().orElseThrow().message())
                .isEqualTo("no sample came within 2.0 s; the device is disconnected");
        assertThat(ended.result()).isEqualTo(Map.of("file", "data/results/t1.ndjson"));
    }

    @Test
    void aRecordingThatHasNoRoomForTheFirstSampleIsAFailure() {
        start(Map.of("device", "pm1", "samples", 1, "max_bytes", 1));
        pm1.sample(1);

        TaskInfo ended = house.ended("t1");
        assertThat(ended.state()).isEqualTo(State.FAILED);
        assertThat(ended.error().orElseThrow().message()).startsWith("max_bytes is 1, the first sample alone has ");
    }

    @Test
    void aTimeEndsARecordingThatHasSomething() {
        start(Map.of("device", "pm1", "seconds", 3600));
        pm1.sample(1);
        untilTold("1 samples; the device is connected");
        time.awaitSleeper(); // or it would wait from then on
        time.pass(Duration.ofHours(1));

        assertThat(house.ended("t1").result())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("ended", "seconds")
                .containsEntry("samples", 1L);
    }

    @Test
    void aStreamThatIsStoppedFailsWhoWaitsForIt() {
        start(Map.of("device", "pm1", "samples", 2));
        time.awaitSleeper();
        pm1.sample(1);
        pm1.stopStream();

        TaskInfo ended = house.ended("t1");
        assertThat(ended.state()).isEqualTo(State.FAILED);
        assertThat(ended.error().orElseThrow().message())
                .isEqualTo("the stream of device pm1 was stopped for all who read it");
    }

    @Test
    void aRecordingThatACrashHasInterruptedNamesItsFile() throws IOException {
        start(Map.of("device", "pm1", "samples", 2, "to", "file"));
        Path record = data.resolve("tasks/t1.json");
        byte[] running = Files.readAllBytes(record);
        house.tasks.cancel("t1");
        house.ended("t1");
        Files.write(record, running); // as a crash leaves it

        try (TestHouse next = new TestHouse(data)) {
            TaskInfo interrupted = next.tasks.find("t1").orElseThrow();
            assertThat(interrupted.state()).isEqualTo(State.INTERRUPTED);
            assertThat(interrupted.result()).isEqualTo(Map.of("file", "data/results/t1.ndjson"));
        }
    }
}
