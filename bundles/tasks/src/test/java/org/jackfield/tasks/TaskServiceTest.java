// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jackfield.control.CommandCall;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskInfo.State;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskServiceTest {
    @TempDir
    Path data;

    @AutoClose
    private TestHouse house;

    @BeforeEach
    void open() {
        house = new TestHouse(data);
        house.devices.add("pm1");
    }

    private void refuses(Runnable call, Reason reason, String type, String... words) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(ControlRefused.class, refused -> {
            assertThat(refused.error().type()).isEqualTo(type);
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.error().message()).contains(words);
        });
    }

    @Test
    void aTaskRunsOnItsOwnThreadAndItsResultIsKept() {
        house.add("Work", Set.of("pm1"), context -> {
            assertThat(Thread.currentThread().getName()).isEqualTo("task-t1");
            assertThat(Thread.currentThread().getContextClassLoader()).isNull();
            assertThat(house.devices.owners()).containsEntry("pm1", "t1");
            return Map.of("thread", List.of(1, 2.5, "three"));
        });

        TaskInfo started = house.tasks.start("t1", "Work", Map.of());
        TaskInfo ended = house.ended("t1");

        assertThat(started.devices()).containsExactly("pm1");
        assertThat(ended.state()).isEqualTo(State.SUCCEEDED);
        assertThat(ended.result()).isEqualTo(Map.of("thread", List.of(1, 2.5, "three")));
        assertThat(ended.error()).isEmpty();
        assertThat(house.devices.owners()).isEmpty();
        assertThat(house.journal.of("t1")).containsExactly("task_started", "task_ended");
    }

    @Test
    void anIdIsTakenWhileItsTaskRunsAndForAWhileAfter() {
        CountDownLatch go = new CountDownLatch(1);
        house.start("t1", context -> {
            go.await();
            return null;
        });

        refuses(() -> house.tasks.start("t1", "Collect", Map.of()), Reason.CONFLICT, "TaskExists", "'t1'");
        go.countDown();
        house.ended("t1");
        refuses(() -> house.tasks.start("t1", "t1", Map.of()), Reason.INVALID, "TaskInstantiationError", "recently");
    }

    @Test
    void aBadIdIsRefusedInWords() {
        refuses(() -> house.tasks.start("../x", "Collect", Map.of()), Reason.INVALID, "InvalidRequest", "'../x'");
        refuses(() -> house.tasks.start("", "Collect", Map.of()), Reason.INVALID, "InvalidRequest", "1 to 100");
    }

    @Test
    void anUnknownTypeIsRefusedWithThoseThatThereAre() {
        refuses(
                () -> house.tasks.start("t1", "Colect", Map.of()),
                Reason.UNKNOWN,
                "TaskTypeNotFound",
                "'Colect'",
                "Collect, Monitor");
    }

    @Test
    void allThatIsWrongWithParametersIsToldAtOnce() {
        Map<String, Object> parameters = new HashMap<>(Map.of("seconds", -1, "samples", "ten", "to", "tape", "x", 1));

        refuses(
                () -> house.tasks.start("t1", "Collect", parameters),
                Reason.INVALID,
                "InvalidTaskDefinition",
                "seconds must be above 0, was -1",
                "samples must be an integer, was 'ten'",
                "to must be one of [result, file], was 'tape'",
                "x is not known",
                "device is missing");
        assertThat(house.tasks.all()).isEmpty();
    }

    @Test
    void parametersThatMakeNoSenseTogetherAreRefused() {
        refuses(
                () -> house.tasks.start("t1", "Collect", Map.of("device", "pm1")),
                Reason.INVALID,
                "TaskInstantiationError",
                "seconds, samples or both");
        refuses(
                () -> house.tasks.start("t1", "Monitor", Map.of("device", "pm1", "above", 1, "below", 2)),
                Reason.INVALID,
                "TaskInstantiationError",
                "below must be at most above");
    }

    @Test
    void aTypeThatCannotMakeATaskIsToBlame() {
        house.add("Broken", TestHouse.type(Map.of("type", "object"), parameters -> {
            throw new IllegalStateException("no licence");
        }));

        refuses(
                () -> house.tasks.start("t1", "Broken", Map.of()),
                Reason.INVALID,
                "TaskInstantiationError",
                "IllegalStateException: no licence");
        assertThat(house.start("t1", context -> null)).isNotNull();
    }

    @Test
    void aDeviceThatIsInUseIsNotTakenAndTheIdStaysFree() {
        CountDownLatch go = new CountDownLatch(1);
        house.add("Hold", Set.of("pm1"), context -> {
            go.await();
            return null;
        });
        house.tasks.start("t1", "Hold", Map.of());

        refuses(() -> house.tasks.start("t2", "Hold", Map.of()), Reason.CONFLICT, "DeviceInUse", "t1");
        go.countDown();
        house.ended("t1");
        house.tasks.start("t2", "Hold", Map.of());
        assertThat(house.ended("t2").state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void aTaskOfAnUnknownDeviceIsRefused() {
        refuses(
                () -> house.tasks.start("t1", "Collect", Map.of("device", "pm9", "samples", 1)),
                Reason.UNKNOWN,
                "DeviceNotFound",
                "pm9");
    }

    @Test
    void aHundredTasksRunAndTheNextIsRefused() {
        CountDownLatch go = new CountDownLatch(1);
        house.add("Wait", Set.of(), context -> {
            go.await();
            return null;
        });
        for (int i = 0; i < 100; i++) {
            house.tasks.start("t" + i, "Wait", Map.of());
        }

        refuses(() -> house.tasks.start("t100", "Wait", Map.of()), Reason.BUSY, "TooManyTasks", "100");
        go.countDown();
        Until.holds("all have ended", () -> house.journal.named("task_ended").size() == 100);
        assertThat(house.tasks.all()).hasSize(20);
    }

    @Test
    void twentyFinishedTasksAreKeptAndNoFileOfOthers() throws Exception {
        for (int i = 0; i < 25; i++) {
            house.start("t" + i, context -> null);
            house.ended("t" + i);
        }

        assertThat(house.tasks.all()).hasSize(20);
        assertThat(house.tasks.find("t4")).isEmpty();
        assertThat(house.tasks.find("t5")).isPresent();
        try (var files = Files.list(data.resolve("tasks"))) {
            assertThat(files).hasSize(20);
        }
    }

    @Test
    void aFailureIsARecordWithTheTasksOwnFrames() {
        house.start("t1", context -> {
            throw new java.io.IOException("no light", new IllegalStateException("lamp off"));
        });

        TaskInfo info = house.ended("t1");
        assertThat(info.state()).isEqualTo(State.FAILED);
        assertThat(info.error()).hasValueSatisfying(error -> {
            assertThat(error.type()).isEqualTo("IOException");
            assertThat(error.message()).isEqualTo("no light");
            assertThat(error.origin()).isEqualTo("callback");
            assertThat(error.context()).containsEntry("task_id", "t1");
            assertThat(error.traceback())
                    .contains("TaskServiceTest", "caused by IllegalStateException: lamp off")
                    .doesNotContain("at java.");
        });
        assertThat(house.journal.first("task_ended").facts()).containsEntry("state", "failed");
        assertThat(house.tasks.forgetError("t1")).isPresent();
        assertThat(house.tasks.forgetError("t1")).isEmpty();
        assertThat(house.tasks.find("t1").orElseThrow().error()).isEmpty();
    }

    @Test
    void aTaskWithTheLongestNameMayCallToo() {
        String taskId = "t".repeat(100);
        house.start(
                taskId, context -> context.call("pm1", CommandCall.of("zero")).value());

        assertThat(house.ended(taskId).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void whatADeviceRefusesATaskKeepsItsName() {
        house.devices.add("stage").answer = call -> {
            throw Refusals.deviceNotFound("stage", ManualTime.NOON);
        };
        house.start("t1", context -> context.call("stage", CommandCall.of("move", 1)));

        assertThat(house.ended("t1").error().orElseThrow().type()).isEqualTo("DeviceNotFound");
    }

    @Test
    void aResultThatIsAnObjectOfTheTasksOwnIsAnErrorThatNamesIt() {
        house.start("t1", context -> Map.of("rows", List.of(1, Map.of("value", new StringBuilder("x")))));

        assertThat(house.ended("t1").error().orElseThrow().message())
                .contains("java.lang.StringBuilder", "rows[1].value");
    }

    @Test
    void aResultThatIsTooLargeIsAnError() {
        house.start("t1", context -> new double[1 << 20]);

        assertThat(house.ended("t1").error().orElseThrow().message()).contains("1048576 bytes");
    }

    @Test
    void whatNobodyKnowsIsNotFound() {
        refuses(() -> house.tasks.cancel("t9"), Reason.UNKNOWN, "TaskNotFound", "'t9'");
        refuses(() -> house.tasks.pause("t9"), Reason.UNKNOWN, "TaskNotFound", "'t9'");
        refuses(() -> house.tasks.resume("t9"), Reason.UNKNOWN, "TaskNotFound", "'t9'");
        refuses(() -> house.tasks.parameter("t9", "x", 1), Reason.UNKNOWN, "TaskNotFound", "'t9'");
    }

    @Test
    void typesDescribeThemselvesWithoutBeingHeld() {
        assertThat(house.tasks.types()).containsKeys("Collect", "Monitor", "Parallel", "Sequence", "Sweep");
        assertThat(house.tasks.types().get("Sweep").schema()).containsEntry("type", "object");
        assertThatThrownBy(() -> house.tasks.types().get("Sweep").create(Map.of()))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
