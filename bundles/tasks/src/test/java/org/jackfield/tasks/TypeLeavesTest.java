// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jackfield.task.Task;
import org.jackfield.task.TaskContext;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskInfo.State;
import org.jackfield.task.TaskType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TypeLeavesTest {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path data;

    @AutoClose
    private TestHouse house;

    @BeforeEach
    void open() {
        house = new TestHouse(data);
        house.devices.add("pm1");
    }

    private static Object sleep(TaskContext context) throws InterruptedException {
        context.sleep(LONG);
        return null;
    }

    @Test
    void itsTasksAreCancelledWithThatReasonBeforeItIsGone() {
        InstalledType type = house.add("Slow", Set.of("pm1"), TypeLeavesTest::sleep);
        house.tasks.start("t1", "Slow", Map.of());
        house.start("other", TypeLeavesTest::sleep);

        house.types.remove(type);

        TaskInfo info = house.ended("t1");
        assertThat(info.state()).isEqualTo(State.CANCELLED);
        assertThat(info.text()).contains("its type Slow of test 1.0.0 is leaving");
        assertThat(info.error().orElseThrow().message()).contains("is leaving");
        assertThat(house.devices.owners()).isEmpty();
        assertThat(house.tasks.find("other").orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThatThrownBy(() -> house.tasks.start("t2", "Slow", Map.of())).hasMessageContaining("TaskTypeNotFound");
    }

    @Test
    void aPausedTaskLeavesToo() {
        InstalledType type = house.add("Slow", Set.of("pm1"), TypeLeavesTest::sleep);
        house.tasks.start("t1", "Slow", Map.of());
        house.tasks.pause("t1");

        house.types.remove(type);

        assertThat(house.ended("t1").state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aCompositionLeavesWithTheTypeOfAPart() {
        InstalledType type = house.add("Slow", Set.of("pm1"), TypeLeavesTest::sleep);
        Map<String, Object> slow = Map.of("type", "Slow");
        Map<String, Object> inner = Map.of("type", "Parallel", "params", Map.of("tasks", List.of(slow)));
        house.tasks.start("t1", "Sequence", Map.of("tasks", List.of(inner)));

        house.types.remove(type);

        assertThat(house.ended("t1").text()).contains("its type Slow");
    }

    @Test
    void aDeafTaskIsGoneOnWithoutAndItsDevicesAreFree() {
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        InstalledType type = house.add("Deaf", Set.of("pm1"), context -> {
            there.countDown();
            while (end.getCount() > 0) {
                LockSupport.parkNanos(100_000); // an interruption only makes it spin
            }
            return "late";
        });
        house.tasks.start("t1", "Deaf", Map.of());
        Until.holds("it runs", () -> there.getCount() == 0);

        house.types.remove(type);

        TaskInfo info = house.ended("t1");
        assertThat(info.state()).isEqualTo(State.CANCELLED);
        assertThat(info.text()).endsWith("it did not answer");
        assertThat(house.devices.owners()).isEmpty();
        end.countDown();
        assertThat(house.journal.of("t1")).containsExactly("task_started", "task_ended");
    }

    @Test
    void theLaterOfTwoTypesServesAndTheEarlierTakesItsTasksAlong() {
        InstalledType old = house.add("Work", Set.of(), TypeLeavesTest::sleep);
        house.tasks.start("t1", "Work", Map.of());
        house.add("Work", Set.of(), context -> "new");

        house.tasks.start("t2", "Work", Map.of());
        assertThat(house.ended("t2").result()).isEqualTo("new");
        assertThat(house.tasks.find("t1").orElseThrow().state()).isEqualTo(State.RUNNING);
        house.types.remove(old);
        assertThat(house.ended("t1").state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void nothingOfATypeThatHasLeftIsKept() {
        WeakReference<TaskType> type = new WeakReference<>(runAndLeave());

        Until.holds("it can be collected", () -> {
            System.gc();
            return type.get() == null;
        });
        assertThat(house.tasks.all()).extracting(TaskInfo::state).containsOnly(State.CANCELLED, State.FAILED);
    }

    private TaskType runAndLeave() {
        Object[] ballast = {null};
        TaskType type = TestHouse.type(Map.of("type", "object"), parameters -> task(parameters, ballast));
        ballast[0] = type; // as a class would, a task holds its type
        InstalledType installed = house.add("Leaving", type);
        house.tasks.start("t1", "Leaving", Map.of());
        house.tasks.start("t2", "Leaving", Map.of("fail", true));
        house.ended("t2");
        house.types.remove(installed);
        house.ended("t1");
        return type;
    }

    private static Task task(Map<String, Object> parameters, Object[] ballast) {
        return TestHouse.task(Set.of(), context -> {
            context.progress(0.5, "with " + ballast.length);
            if (parameters.containsKey("fail")) {
                throw new IllegalStateException("of " + ballast.length) {
                    @Override
                    public String getMessage() {
                        return "holds " + ballast[0];
                    }
                };
            }
            return sleep(context);
        });
    }
}
