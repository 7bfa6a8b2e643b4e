// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jackfield.control.Caller;
import org.jackfield.control.ControlRefused;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskInfo.State;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuiltInTypesTest {
    private static final Instant NOON = ManualTime.NOON;

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

    @SuppressWarnings("unchecked")
    private Map<String, Object> result(String taskId) {
        TaskInfo info = house.ended(taskId);
        assertThat(info.error()).isEmpty();
        return (Map<String, Object>) info.result();
    }

    @Test
    void aCollectionOfSamplesCountsWhatItMissed() {
        house.tasks.start("t1", "Collect", Map.of("device", "pm1", "samples", 3));
        pm1.awaitReaders(1);
        assertThat(house.devices.owners()).containsEntry("pm1", "t1");
        pm1.sample(1).sample("{\"x\":2}");
        pm1.lose(5);
        pm1.sample(NOON.plusMillis(1), 3);

        Map<String, Object> result = result("t1");
        assertThat(result)
                .containsEntry("ended", "samples")
                .containsEntry("samples", 3L)
                .containsEntry("missed", 5L)
                .containsEntry("gaps", List.of(Map.of("from", 2L, "to", 6L)));
        assertThat(result.get("data"))
                .isEqualTo(List.of(
                        Map.of("sequence", 0L, "timestamp", NOON.toString(), "payload", 1),
                        Map.of("sequence", 1L, "timestamp", NOON.toString(), "payload", Map.of("x", 2)),
                        Map.of("sequence", 7L, "timestamp", NOON.plusMillis(1).toString(), "payload", 3)));
    }

    @Test
    void aCollectionGoesToAFileAndKeepsItWhenItIsCancelled() throws Exception {
        house.tasks.start("t1", "Collect", Map.of("device", "pm1", "samples", 1000, "to", "file"));
        pm1.awaitReaders(1);
        pm1.sample(1).sample(2);
        Until.holds(
                "both are taken",
                () -> house.tasks.find("t1").orElseThrow().text().startsWith("2 samples"));
        house.tasks.cancel("t1");

        Map<String, Object> result = result("t1");
        assertThat(house.tasks.find("t1").orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThat(result).containsEntry("ended", "cancelled").containsEntry("file", "data/results/t1.ndjson");
        assertThat(Files.readAllLines(data.resolve("results/t1.ndjson")))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("\"payload\":2}");
    }

    @Test
    void aFileThatIsThereIsNeverOverwritten() throws Exception {
        Files.createDirectories(data.resolve("results"));
        Files.writeString(data.resolve("results/t1.ndjson"), "precious");
        house.tasks.start("t1", "Collect", Map.of("device", "pm1", "samples", 1, "to", "file"));
        pm1.awaitReaders(1);
        pm1.sample(1);

        assertThat(result("t1")).containsEntry("file", "data/results/t1.2.ndjson");
        assertThat(data.resolve("results/t1.ndjson")).hasContent("precious");
    }

    @Test
    void aCollectionEndsAtItsSize() {
        house.tasks.start("t1", "Collect", Map.of("device", "pm1", "samples", 1000, "max_bytes", 250));
        pm1.awaitReaders(1);
        for (int i = 0; i < 10; i++) {
            pm1.sample(i);
        }

        assertThat(result("t1")).containsEntry("ended", "max_bytes").containsEntry("samples", 2L);
    }

    @Test
    void aSweepSetsSettlesAndReadsAtEveryStep() {
        TestDevice stage = house.devices.add("stage");
        stage.answer = call -> null;
        house.tasks.start(
                "t1",
                "Sweep",
                Map.of(
                        "device",
                        "stage",
                        "command",
                        "move",
                        "argument",
                        "mm",
                        "arguments",
                        Map.of("speed", 3),
                        "from",
                        0,
                        "to",
                        1,
                        "steps",
                        3,
                        "settle",
                        0.5,
                        "samples",
                        2,
                        "read",
                        Map.of("device", "pm1", "channel", "power")));
        pm1.awaitReaders(1);
        assertThat(house.devices.owners()).containsOnlyKeys("stage", "pm1");
        for (int step = 0; step < 3; step++) {
            int calls = step + 1;
            Until.holds("it is set", () -> stage.calls.size() == calls);
            pm1.sample("{\"power\":99}"); // before it has settled
            time.awaitSleeper();
            time.pass(Duration.ofMillis(500));
            time.awaitSleeper(); // for the first sample after that one
            pm1.sample("{\"power\":" + step + "}").sample("{\"power\":" + (step + 1) + "}");
        }

        assertThat(result("t1"))
                .containsEntry("columns", List.of("mm", "pm1.power"))
                .containsEntry("rows", List.of(List.of(0.0, 0.5), List.of(0.5, 1.5), List.of(1.0, 2.5)));
        assertThat(stage.calls.get(1).named()).isEqualTo(Map.of("speed", 3, "mm", 0.5));
        assertThat(stage.callers).containsOnly(Caller.task("t1"));
        assertThat(pm1.views.get(0).channels()).containsExactly("power");
    }

    @Test
    void aSweepThatGetsNoSampleSaysSo() {
        house.tasks.start(
                "t1",
                "Sweep",
                Map.of(
                        "device",
                        "pm1",
                        "command",
                        "set",
                        "argument",
                        "x",
                        "values",
                        List.of(1, 2.5),
                        "patience",
                        3,
                        "read",
                        Map.of("device", "pm1")));
        pm1.awaitReaders(1);
        time.awaitSleeper();
        time.pass(Duration.ofSeconds(3));

        assertThat(house.ended("t1").error().orElseThrow().message()).isEqualTo("pm1 gave no sample within 3.0 s");
    }

    @Test
    void aMonitorRaisesItsAlarmAfterItsHoldOffAndClearsIt() {
        house.tasks.start("t1", "Monitor", Map.of("device", "pm1", "above", 5, "hold_off", 2));
        pm1.awaitReaders(1);
        assertThat(house.devices.owners()).isEmpty();
        pm1.sample(NOON, 6)
                .sample(NOON.plusSeconds(1), 4) // too short
                .sample(NOON.plusSeconds(2), 6)
                .sample(NOON.plusSeconds(3), 7)
                .sample(NOON.plusSeconds(4), 8);
        assertThat(house.journal.first("monitor_alarm").facts())
                .containsEntry("device_id", "pm1")
                .containsEntry("value", 8.0)
                .containsEntry("above", 5.0)
                .containsEntry("sequence", 4L);
        pm1.sample(NOON.plusSeconds(5), 1).sample(NOON.plusSeconds(7), 1);
        house.journal.first("monitor_cleared");

        house.tasks.parameter("t1", "above", 0);
        house.tasks.parameter("t1", "hold_off", 0);
        pm1.sample(NOON.plusSeconds(8), 1);
        Until.holds(
                "there is another", () -> house.journal.named("monitor_alarm").size() == 2);
        house.tasks.cancel("t1");

        assertThat(result("t1")).containsEntry("alarms", 2L).containsEntry("alarm", true);
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedAlsoToThoseWhoOnlyWatchIt() {
        assertThatThrownBy(() -> house.tasks.start("t1", "Monitor", Map.of("device", "nobody", "above", 5)))
                .isInstanceOf(ControlRefused.class)
                .hasMessageContaining("No device found with ID: 'nobody'");
        assertThat(house.tasks.find("t1")).isEmpty();
    }

    @Test
    void aMonitorEndsAfterItsTime() {
        house.tasks.start("t1", "Monitor", Map.of("device", "pm1", "below", 5, "seconds", 60));
        pm1.awaitReaders(1);
        time.awaitSleeper();
        time.pass(Duration.ofSeconds(60));

        assertThat(house.ended("t1").state()).isEqualTo(State.SUCCEEDED);
    }

    private static Map<String, Object> part(String type, Map<String, Object> parameters) {
        return Map.of("type", type, "params", parameters);
    }

    @Test
    void aSequenceDoesOneAfterTheOtherAndOwnsAllDevices() {
        TestDevice pm2 = house.devices.add("pm2");
        house.tasks.start(
                "t1",
                "Sequence",
                Map.of(
                        "tasks",
                        List.of(
                                part("Collect", Map.of("device", "pm1", "samples", 1)),
                                part("Collect", Map.of("device", "pm2", "samples", 1)))));
        pm1.awaitReaders(1);
        assertThat(house.devices.owners()).containsOnlyKeys("pm1", "pm2");
        assertThat(pm2.readers).hasValue(0);
        pm1.sample(1);
        pm2.awaitReaders(1);
        assertThat(pm1.readers).hasValue(0);
        pm2.sample(2);

        assertThat(house.ended("t1").result())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(2);
    }

    @Test
    void aSequenceThatIsCancelledKeepsWhatItHas() {
        house.tasks.start(
                "t1",
                "Sequence",
                Map.of(
                        "tasks",
                        List.of(
                                part("Collect", Map.of("device", "pm1", "samples", 1)),
                                part("Collect", Map.of("device", "pm1", "samples", 9)),
                                part("Collect", Map.of("device", "pm1", "samples", 9)))));
        pm1.awaitReaders(1);
        pm1.sample(1);
        Until.holds("the second part has begun", () -> pm1.began.get() == 2);
        house.tasks.cancel("t1");

        assertThat(house.ended("t1").state()).isEqualTo(State.CANCELLED);
        assertThat(house.tasks.find("t1").orElseThrow().result())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(2);
    }

    @Test
    void parallelPartsAreNamedByTheirPlaceWhenAParameterChanges() {
        house.tasks.start(
                "t1",
                "Parallel",
                Map.of(
                        "tasks",
                        List.of(
                                part("Monitor", Map.of("device", "pm1", "above", 5)),
                                part("Monitor", Map.of("device", "pm1", "above", 6)))));
        pm1.awaitReaders(2);
        house.tasks.parameter("t1", "1.above", 1);
        pm1.sample(2);

        assertThat(house.journal.first("monitor_alarm").facts()).containsEntry("above", 1.0);
        assertThat(house.journal.named("monitor_alarm")).hasSize(1);
        assertThatThrownBy(() -> house.tasks.parameter("t1", "2.above", 1)).hasMessageContaining("from 0 to 1");
    }

    @Test
    void aCompositionWithABadPartIsRefusedAsAWhole() {
        assertThatThrownBy(() -> house.tasks.start(
                        "t1", "Parallel", Map.of("tasks", List.of(part("Collect", Map.of("samples", 1))))))
                .hasMessage("InvalidTaskDefinition: Collect: device is missing");
        assertThatThrownBy(() -> house.tasks.start("t1", "Sequence", Map.of("tasks", List.of(part("Nix", Map.of())))))
                .hasMessageContaining("TaskTypeNotFound");
        assertThatThrownBy(() -> house.tasks.start("t1", "Sequence", nested(7))).hasMessageContaining("nested 5 deep");
        assertThat(house.devices.owners()).isEmpty();
    }

    private static Map<String, Object> nested(int depth) {
        Map<String, Object> inner =
                depth == 0 ? part("Monitor", Map.of("device", "pm1", "above", 1)) : part("Sequence", nested(depth - 1));
        return Map.of("tasks", List.of(inner));
    }
}
