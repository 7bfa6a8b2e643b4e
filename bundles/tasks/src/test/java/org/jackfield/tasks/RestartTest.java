// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskInfo.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestartTest {
    @TempDir
    Path data;

    private Path record(String taskId) {
        return data.resolve("tasks").resolve(taskId + ".json");
    }

    @Test
    void whatHasEndedIsThereAgainAsItWas() {
        TaskInfo before;
        try (TestHouse house = new TestHouse(data)) {
            house.start("t1", context -> {
                context.progress(0.25, "a quarter");
                return Map.of("rows", Arrays.asList(1, 2.5, null, "x", true));
            });
            house.ended("t1");
            house.start("t2", context -> {
                throw new IllegalStateException("lamp off");
            });
            before = house.ended("t2");
        }
        try (TestHouse house = new TestHouse(data)) {
            assertThat(house.tasks.find("t2")).contains(before);
            assertThat(house.tasks.find("t1").orElseThrow().result())
                    .isEqualTo(Map.of("rows", Arrays.asList(1, 2.5, null, "x", true)));
            assertThat(house.tasks.find("t1").orElseThrow().text()).isEqualTo("a quarter");
            house.tasks.forgetError("t2");
        }
        try (TestHouse house = new TestHouse(data)) {
            assertThat(house.tasks.find("t2").orElseThrow().error()).isEmpty();
        }
    }

    @Test
    void aTaskThatRanWhenTheProcessEndedWasInterrupted() throws IOException {
        byte[] running;
        try (TestHouse house = new TestHouse(data)) {
            house.start("t1", context -> {
                context.sleep(Duration.ofHours(1));
                return null;
            });
            running = Files.readAllBytes(record("t1"));
            house.tasks.cancel("t1");
            house.ended("t1"); // or it would be written once more
        }
        Files.write(record("t1"), running); // as a crash leaves it
        Files.writeString(data.resolve("tasks/.t2.new"), "{\"task");

        for (int restart = 0; restart < 2; restart++) {
            try (TestHouse house = new TestHouse(data)) {
                TaskInfo info = house.tasks.find("t1").orElseThrow();
                assertThat(info.state()).isEqualTo(State.INTERRUPTED);
                assertThat(info.ended()).isPresent();
                assertThat(info.error().orElseThrow().type()).isEqualTo("TaskInterrupted");
            }
        }
        assertThat(data.resolve("tasks/.t2.new")).doesNotExist();
    }

    @Test
    void whatIsNoRecordIsLeftOut() throws IOException {
        try (TestHouse house = new TestHouse(data)) {
            house.start("good", context -> 1);
            house.ended("good");
        }
        String good = Files.readString(record("good"));
        int number = 0;
        for (String garbage : List.of(
                "", "null", "[]", "{}", "{\"task_id\":\"g\"", good, good.replace("succeeded", "lost"), "\0\1\2")) {
            Files.writeString(record("g" + number++), garbage);
        }
        Files.createDirectory(record("folder"));

        try (TestHouse house = new TestHouse(data)) {
            assertThat(house.tasks.all()).extracting(TaskInfo::taskId).containsExactly("good");
        }
    }

    @Test
    void noMoreIsReadThanIsKept() throws IOException {
        try (TestHouse house = new TestHouse(data)) {
            house.start("t", context -> 1);
            house.ended("t");
        }
        String record = Files.readString(record("t"));
        for (int i = 10; i < 60; i++) {
            Files.writeString(
                    record("t" + i),
                    record.replace("\"t\"", "\"t" + i + "\"")
                            .replaceFirst("\"ended\":\"[^\"]*\"", "\"ended\":\"2000-01-01T00:00:" + i + "Z\""));
        }

        try (TestHouse house = new TestHouse(data)) {
            assertThat(house.tasks.all())
                    .hasSize(20)
                    .extracting(TaskInfo::taskId)
                    .contains("t59", "t41", "t");
        }
        assertThat(record("t10")).doesNotExist();
    }
}
