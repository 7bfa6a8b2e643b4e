// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jackfield.control.Devices.Hold;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskInfo.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task from its start to its end: its thread runs it, others pause, cancel and ask.
 *
 * <p>The lock guards the state. RUNNING and PAUSED follow one another; CANCELLING comes once, from either; the end comes
 * once, from the task's thread or, when that does not answer, from whoever gives it up.
 */
final class TaskRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);

    private final String taskId;
    private final String type;
    private final List<String> devices;
    private final House house;
    private final Gate gate;
    private final Progress progress;
    private final RunContext.Ground ground;
    private final TaskMemory memory;
    private final Instant started;
    private final CountDownLatch done = new CountDownLatch(1);

    private final Map<String, @Nullable Object> parameters;
    private State state = State.RUNNING;
    private boolean ending;
    private boolean wished = true;
    /** What it runs and has; null from its end on, so that its bundle can leave. */
    private @Nullable Made made;

    private @Nullable Hold hold;
    private @Nullable Throwable failure;
    private final BegunFiles files = new BegunFiles();

    TaskRun(String taskId, Made made, Hold hold, House house, TaskMemory memory) {
        this.taskId = taskId;
        this.type = made.type().name();
        this.parameters = new LinkedHashMap<>(made.parameters());
        this.devices = made.devices().stream().sorted().toList();
        this.made = made;
        this.hold = hold;
        this.house = house;
        this.memory = memory;
        this.started = house.time().now();
        this.gate = new Gate(house.time());
        this.ground = new RunContext.Ground(taskId, made.devices(), house, this::fail, this::begun);
        this.progress = new Progress(
                house.time(),
                house.later(),
                (fraction, text) -> record("task_progress", TaskFacts.progress(fraction, text)));
    }

    String taskId() {
        return taskId;
    }

    /** Begins; from now on it ends by itself. */
    void start() {
        record("task_started", TaskFacts.started(type, devices));
        LOG.info("task {}: {} has started on {}", taskId, type, devices);
        Threads.of("task-" + taskId, this).start();
    }

    private void record(String event, Map<String, ? extends @Nullable Object> facts) {
        house.journal().record(event, taskId, facts);
    }

    synchronized TaskInfo info() {
        return info(state, "", null);
    }

    private TaskInfo info(State now, String text, @Nullable Outcome outcome) {
        return new TaskInfo(
                taskId,
                type,
                parameters,
                devices,
                now,
                now == State.SUCCEEDED ? 1 : progress.fraction(),
                text.isEmpty() ? progress.text() : text,
                started,
                outcome == null ? Optional.empty() : Optional.of(house.time().now()),
                outcome == null || outcome.result() == null ? files.result() : outcome.result(),
                outcome == null ? Optional.empty() : outcome.error());
    }

    /** A file of its results is begun, which a crash is not to leave nameless. */
    private synchronized void begun(Path file) {
        if (!ending) { // else its last record is written, which this one must not replace
            files.add(file);
            memory.note(info());
        }
    }

    /** False if it is too late. */
    boolean pause() {
        return change(State.PAUSED, gate::pause, "task_paused");
    }

    /** False if it is too late. */
    boolean resume() {
        return change(State.RUNNING, gate::resume, "task_resumed");
    }

    private boolean change(State to, Runnable change, String event) {
        synchronized (this) {
            if (ending || state == State.CANCELLING) {
                return false;
            }
            if (state == to) {
                return true;
            }
            state = to;
            change.run();
        }
        record(event, Map.of());
        return true;
    }

    /**
     * Asks it to end.
     *
     * @param byWish whether somebody wished that, and not the house
     * @return false if it is too late
     */
    boolean cancel(String reason, boolean byWish) {
        synchronized (this) {
            if (ending || state == State.CANCELLING) {
                return !ending;
            }
            state = State.CANCELLING;
            wished = byWish;
        }
        gate.cancel(reason);
        return true;
    }

    private void fail(Throwable cause) {
        synchronized (this) {
            failure = failure == null ? cause : failure;
        }
        cancel("a callback has failed: " + Failures.words(cause), false);
    }

    /** Hands it a parameter; false if it is too late. */
    boolean parameter(String key, @Nullable Object value) {
        Made now;
        synchronized (this) {
            now = made;
        }
        if (now == null) {
            return false;
        }
        Object plain = Schema.fillOne(now.schema(), key, Plain.copy("a parameter", value, 1024 * 1024));
        now.task().parameter(key, plain);
        synchronized (this) {
            parameters.put(key, plain);
        }
        return true;
    }

    synchronized boolean uses(InstalledType other) {
        return made != null && made.uses(other);
    }

    /** The first of its types that has left; null if none has. */
    synchronized @Nullable InstalledType leftType() {
        return made == null ? null : made.left();
    }

    /** Whether it has ended by then. */
    boolean awaitEnd(long endNanos) {
        return Threads.await(done, endNanos);
    }

    /** Goes on without it: its thread has not answered and is left behind. */
    void giveUp(String reason) {
        LOG.warn("task {} does not answer its end and is left behind: {}", taskId, reason);
        end(Outcome.ended(
                null, reason + "; it did not answer", taskId, house.time().now()));
    }

    /** Its thread could not be started. */
    void neverRan(Throwable cause) {
        end(Outcome.failed(cause, taskId, house.time().now()));
    }

    @Override
    public void run() {
        gate.enter();
        Outcome outcome = work();
        gate.leave();
        end(outcome);
    }

    private Outcome work() {
        Made now;
        synchronized (this) {
            now = made;
        }
        try (RunContext context = new RunContext(ground, gate, progress::set)) {
            gate.pass();
            Object result = now == null ? null : now.task().run(context);
            return returned(Plain.copy("a result", result, house.resultBytes()));
        } catch (Throwable e) { // the task's own code; whatever it is, it is its end
            return threw(e);
        }
    }

    private synchronized Outcome returned(@Nullable Object result) {
        if (failure != null) {
            return Outcome.failed(failure, taskId, house.time().now());
        }
        return state == State.CANCELLING ? cancelled(result, "") : Outcome.succeeded(result);
    }

    private synchronized Outcome threw(Throwable thrown) {
        Throwable cause = failure == null ? thrown : failure;
        if (cause == thrown && Failures.isCancellation(thrown)) {
            return cancelled(null, Failures.message(thrown));
        }
        LOG.debug("task {} has failed", taskId, cause);
        return Outcome.failed(cause, taskId, house.time().now());
    }

    private Outcome cancelled(@Nullable Object result, String words) {
        String reason = Objects.requireNonNullElse(gate.cancelled(), words);
        return wished
                ? Outcome.cancelled(result, reason)
                : Outcome.ended(result, reason, taskId, house.time().now());
    }

    private void end(Outcome outcome) {
        Made used;
        Hold held;
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
            used = Objects.requireNonNull(made);
            held = Objects.requireNonNull(hold);
            made = null;
            hold = null;
            failure = null;
        }
        progress.end();
        try {
            held.close(); // before anybody hears of the end, who may want the devices
            used.close();
        } finally {
            tell(outcome);
        }
    }

    private void tell(Outcome outcome) {
        TaskInfo last;
        synchronized (this) {
            last = info(outcome.state(), outcome.text(), outcome);
        }
        try {
            memory.end(this, last);
            record("task_ended", TaskFacts.ended(last));
            LOG.info(
                    "task {}: {} has ended: {}{}",
                    taskId,
                    type,
                    last.state().wireName(),
                    last.error()
                            .map(error -> ", " + error.type() + ": " + error.message())
                            .orElse(""));
        } finally {
            done.countDown();
        }
    }
}
