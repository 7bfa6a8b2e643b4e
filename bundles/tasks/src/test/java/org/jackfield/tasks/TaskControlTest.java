// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jackfield.control.ControlRefused;
import org.jackfield.device.StreamSettings;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.task.Task;
import org.jackfield.task.TaskContext;
import org.jackfield.task.TaskInfo.State;
import org.jackfield.task.Tasks;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskControlTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final List<BiConsumer<Tasks, String>> CHANGES =
            List.of(Tasks::cancel, Tasks::pause, Tasks::resume, (tasks, taskId) -> tasks.parameter(taskId, "above", 1));

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

    private State state(String taskId) {
        return house.tasks.find(taskId).orElseThrow().state();
    }

    @Test
    void aTaskThatSleepsIsCancelled() {
        house.start("t1", context -> {
            context.sleep(LONG);
            return null;
        });
        time.awaitSleeper();

        house.tasks.cancel("t1");

        assertThat(house.ended("t1").state()).isEqualTo(State.CANCELLED);
        assertThat(house.tasks.find("t1").orElseThrow().text()).isEqualTo("somebody has cancelled it");
        assertThat(house.tasks.find("t1").orElseThrow().error()).isEmpty();
    }

    @Test
    void itIsTooLateForATaskThatHasEnded() {
        house.start("t1", context -> 1);
        house.ended("t1");

        for (BiConsumer<Tasks, String> change : CHANGES) {
            assertThatThrownBy(() -> change.accept(house.tasks, "t1"))
                    .isInstanceOfSatisfying(ControlRefused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(ControlRefused.Reason.CONFLICT))
                    .hasMessage("TaskNotRunning: Task 't1' has ended at " + ManualTime.NOON + ": succeeded");
        }
    }

    @Test
    void aTaskThatIsAboutToEndMayBeCancelledAgainButNotPaused() {
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        house.start("t1", context -> {
            there.countDown();
            Threads.await(go); // whatever comes
            return null;
        });
        Until.holds("it runs", () -> there.getCount() == 0);

        assertThat(house.tasks.pause("t1").state()).isEqualTo(State.PAUSED);
        assertThat(house.tasks.pause("t1").state()).isEqualTo(State.PAUSED);
        assertThat(house.tasks.cancel("t1").state()).isEqualTo(State.CANCELLING);
        assertThat(house.tasks.cancel("t1").state()).isEqualTo(State.CANCELLING);
        assertThatThrownBy(() -> house.tasks.pause("t1")).hasMessage("TaskNotRunning: Task 't1' is ending: cancelling");
        assertThatThrownBy(() -> house.tasks.resume("t1")).hasMessageContaining("TaskNotRunning");
        go.countDown();
        assertThat(house.ended("t1").state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aTaskThatBlocksSomewhereElseIsInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(1);
        house.start("t1", context -> {
            there.countDown();
            never.await();
            return null;
        });
        Until.holds("it blocks", () -> there.getCount() == 0);

        house.tasks.cancel("t1");

        assertThat(house.ended("t1").state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aPausedTaskStandsStillAndIsCancelledAllTheSame() {
        AtomicInteger steps = new AtomicInteger();
        house.start("t1", context -> {
            while (true) {
                context.checkpoint();
                steps.incrementAndGet();
            }
        });
        Until.holds("it runs", () -> steps.get() > 0);

        assertThat(house.tasks.pause("t1").state()).isEqualTo(State.PAUSED);
        int[] seen = {-1};
        Until.holds("it stands still", () -> {
            int before = seen[0];
            seen[0] = steps.get();
            return before == seen[0];
        });
        house.tasks.resume("t1");
        Until.holds("it goes on", () -> steps.get() > seen[0] + 1);
        house.tasks.pause("t1");
        house.tasks.cancel("t1");

        assertThat(house.ended("t1").state()).isEqualTo(State.CANCELLED);
        assertThat(house.journal.of("t1"))
                .containsExactly("task_started", "task_paused", "task_resumed", "task_paused", "task_ended");
    }

    @Test
    void aTaskThatReadsAStreamWhichIsStoppedIsToldInsteadOfWaiting() {
        house.start("t1", context -> context.await(context.read("pm1", StartAt.NOW), LONG));
        pm1.awaitReaders(1);

        pm1.stopStream();

        assertThat(house.ended("t1").state()).isEqualTo(State.FAILED);
        assertThat(house.tasks.find("t1").orElseThrow().error().orElseThrow().message())
                .isEqualTo("the stream of device pm1 was stopped for all who read it");
    }

    @Test
    void aPauseDoesNotCountAsSleep() {
        house.start("t1", context -> {
            context.sleep(Duration.ofSeconds(10));
            return context.elapsed().toSeconds();
        });
        time.awaitSleeper();

        time.pass(Duration.ofSeconds(4));
        house.tasks.pause("t1");
        time.pass(Duration.ofSeconds(100));
        house.tasks.resume("t1");
        time.pass(Duration.ofSeconds(5));
        time.awaitSleeper();
        assertThat(state("t1")).isEqualTo(State.RUNNING);
        time.pass(Duration.ofSeconds(1));

        assertThat(house.ended("t1").result()).isEqualTo(10L);
    }

    @Test
    void progressIsToldTenTimesASecondAndTheLatestWins() {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        house.start("t1", context -> {
            for (int i = 0; i <= 50; i++) {
                context.progress(i / 100.0, "step " + i);
            }
            told.countDown();
            go.await();
            return null;
        });
        Until.holds("it has told", () -> told.getCount() == 0);
        assertThat(house.tasks.find("t1").orElseThrow().progress()).isEqualTo(0.5);

        time.pass(Duration.ofMillis(99));
        assertThat(house.journal.named("task_progress")).hasSize(1);
        time.pass(Duration.ofMillis(1));
        go.countDown();
        house.ended("t1");
        time.pass(Duration.ofSeconds(1));

        assertThat(house.journal.named("task_progress"))
                .extracting(event -> event.facts().get("text"))
                .containsExactly("step 0", "step 50");
    }

    @Test
    void samplesOfAPauseAreLeftOut() {
        List<Long> seen = new CopyOnWriteArrayList<>();
        house.start("t1", context -> {
            try (FrameCursor cursor = context.read("pm1", StartAt.NOW)) {
                while (seen.size() < 3) {
                    seen.add(context.await(cursor, LONG).sequence());
                }
            }
            return null;
        });
        pm1.awaitReaders(1);
        pm1.sample(1).sample(2);
        Until.holds("two are seen", () -> seen.size() == 2);
        time.awaitSleeper();

        house.tasks.pause("t1");
        pm1.sample(3).sample(4);
        house.tasks.resume("t1");
        time.awaitSleeper();
        pm1.sample(5);
        house.ended("t1");

        assertThat(seen).containsExactly(0L, 1L, 4L);
        pm1.awaitReaders(0);
    }

    @Test
    void aCursorThatIsWaitedForInVainSaysSo() {
        house.start("t1", context -> {
            FrameCursor cursor = context.read("pm1", StartAt.NOW);
            return context.await(cursor, Duration.ofSeconds(5)) == null ? "nothing" : "something";
        });
        time.awaitSleeper();
        time.pass(Duration.ofSeconds(5));

        assertThat(house.ended("t1").result()).isEqualTo("nothing");
        pm1.awaitReaders(0); // it left the cursor open
    }

    @Test
    void aCallbackGetsSamplesUntilTheTaskEnds() {
        List<Object> seen = new CopyOnWriteArrayList<>();
        house.start("t1", context -> {
            context.startStreaming(
                    "pm1", frame -> seen.add(context.sample(frame).payload()), new StreamSettings(5));
            context.sleep(Duration.ofSeconds(1));
            return null;
        });
        pm1.awaitReaders(1);
        pm1.sample(1).sample(2.5);
        Until.holds("both are seen", () -> seen.size() == 2);
        Until.holds(
                "it has slept",
                () -> { // who sleeps first is open: it or the pump
                    time.pass(Duration.ofSeconds(1));
                    return house.journal.of("t1").contains("task_ended");
                });
        pm1.sample(3);

        assertThat(seen).containsExactly(1, 2.5);
        assertThat(pm1.views).extracting(view -> view.maxRate()).containsExactly(5.0);
        pm1.awaitReaders(0);
    }

    @Test
    void aCallbackThatFailsFailsTheTask() {
        house.start("t1", context -> {
            context.startStreaming(
                    "pm1",
                    frame -> {
                        throw new ArithmeticException("divided by nothing");
                    },
                    StreamSettings.DEFAULT);
            context.sleep(LONG);
            return null;
        });
        pm1.awaitReaders(1);
        pm1.sample(0);

        assertThat(house.ended("t1").state()).isEqualTo(State.FAILED);
        assertThat(house.tasks.find("t1").orElseThrow().error().orElseThrow().message())
                .isEqualTo("divided by nothing");
    }

    @Test
    void aParameterIsCheckedHandedOnAndShown() {
        house.tasks.start("t1", "Monitor", Map.of("device", "pm1", "above", 5));
        pm1.awaitReaders(1);

        house.tasks.parameter("t1", "above", 7.5);
        assertThat(house.tasks.find("t1").orElseThrow().parameters()).containsEntry("above", 7.5);
        assertThatThrownBy(() -> house.tasks.parameter("t1", "above", "high"))
                .isInstanceOf(ControlRefused.class)
                .hasMessageContaining("TaskParameterError: above must be a number, was 'high'");
        assertThatThrownBy(() -> house.tasks.parameter("t1", "colour", 1))
                .isInstanceOfSatisfying(ControlRefused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(ControlRefused.Reason.DEVICE_FAILED))
                .hasMessageContaining("'colour'");
        house.tasks.cancel("t1");
        house.ended("t1");
        assertThatThrownBy(() -> house.tasks.parameter("t1", "above", 1)).hasMessageContaining("has ended at");
    }

    private static Task part(TestHouse.Work work) {
        return TestHouse.task(Set.of(), work);
    }

    @Test
    void partsRunSideBySideAndTheirResultsKeepTheirOrder() {
        CountDownLatch both = new CountDownLatch(2);
        TestHouse.Work meet = context -> {
            both.countDown();
            both.await();
            return context.taskId();
        };
        house.start("t1", context -> context.runAll(List.of(part(meet), part(meet), part(inner -> "third"))));

        assertThat(house.ended("t1").result()).isEqualTo(List.of("t1", "t1", "third"));
    }

    @Test
    void theFirstPartThatFailsEndsTheOthers() {
        CountDownLatch others = new CountDownLatch(2);
        TestHouse.Work sleep = context -> {
            others.countDown();
            context.sleep(LONG);
            return null;
        };
        house.start(
                "t1",
                context -> context.runAll(List.of(part(sleep), part(sleep), part(inner -> {
                    others.await();
                    throw new IllegalStateException("lamp off");
                }))));

        assertThat(house.ended("t1").state()).isEqualTo(State.FAILED);
        assertThat(house.tasks.find("t1").orElseThrow().error().orElseThrow().message())
                .isEqualTo("lamp off");
    }

    @Test
    void partsArePausedAndCancelledWithTheWhole() {
        AtomicInteger steps = new AtomicInteger();
        TestHouse.Work count = context -> {
            while (true) {
                context.checkpoint();
                steps.incrementAndGet();
            }
        };
        house.start("t1", context -> context.runAll(List.of(part(count), part(count))));
        Until.holds("they run", () -> steps.get() > 2);
        house.tasks.pause("t1");
        house.tasks.cancel("t1");

        assertThat(house.ended("t1").state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aPartMayUseNoDeviceThatTheWholeHasNot() {
        house.start("t1", context -> context.run(TestHouse.task(Set.of("pm1"), inner -> null)));

        assertThat(house.ended("t1").error().orElseThrow().message()).contains("[pm1]");
    }

    @Test
    void aTaskEndsAllItStreamsEvenWhenItFails() {
        house.start("t1", context -> {
            FrameCursor unused = context.read("pm1", StartAt.NOW);
            context.startStreaming("pm1", (Frame frame) -> {}, StreamSettings.DEFAULT);
            throw new IllegalStateException("lamp off");
        });

        house.ended("t1");
        pm1.awaitReaders(0);
    }

    @Test
    void theEndOfTheServiceCancelsAll() {
        TestHouse.Work sleep = (TaskContext context) -> {
            context.sleep(LONG);
            return null;
        };
        house.start("t1", sleep);
        house.start("t2", sleep);

        house.tasks.deactivate();

        assertThat(house.ended("t1").state()).isEqualTo(State.CANCELLED);
        assertThat(house.ended("t2").error().orElseThrow().message()).startsWith("the tasks' service stops");
    }
}
