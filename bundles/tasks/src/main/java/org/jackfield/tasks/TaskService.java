// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.control.Devices;
import org.jackfield.control.Devices.Hold;
import org.jackfield.event.Journal;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskType;
import org.jackfield.task.Tasks;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Starts tasks and finds them again. Immediate, so that what a crash has interrupted says so before anybody asks.
 *
 * <p>Any thread calls; {@link TaskBook} and {@link TaskRun} order what concerns them.
 */
@Component(immediate = true)
@Designate(ocd = TasksConfig.class)
public final class TaskService implements Tasks {
    private static final String ID_PATTERN = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}";
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Hold NOTHING = () -> {};

    private final TypeRegistry types;
    private final House house;
    private final TaskBook book;
    private final Runnable shutdown;
    private final Consumer<InstalledType> leaveListener = this::typeLeaves;
    private volatile boolean stopped;

    @Activate
    public TaskService(
            TasksConfig config,
            BundleContext context,
            @Reference TypeRegistry types,
            @Reference Devices devices,
            @Reference DeviceStreams streams,
            @Reference Journal journal) {
        this(config, types, devices, streams, journal, home(context).resolve("data"), clock());
    }

    private TaskService(
            TasksConfig config,
            TypeRegistry types,
            Devices devices,
            DeviceStreams streams,
            Journal journal,
            Path data,
            ScheduledThreadPoolExecutor clock) {
        this(
                types,
                new House(devices, streams, journal, TaskTime.SYSTEM, later(clock), data, config.result_bytes()),
                config.running(),
                config.kept(),
                clock::shutdownNow);
    }

    TaskService(TypeRegistry types, House house, int running, int kept, Runnable shutdown) {
        this.types = types;
        this.house = house;
        this.shutdown = shutdown;
        RecordFiles files = new RecordFiles(house.data().resolve("tasks"), house.resultBytes() * 8 + (8 << 20));
        this.book = new TaskBook(running, kept, files, house.time());
        book.open();
        types.onLeave(leaveListener);
    }

    private static Path home(BundleContext context) {
        String home = context.getProperty("jackfield.home");
        if (home == null) {
            throw new IllegalStateException(
                    "the framework property jackfield.home must name the home folder, is not set");
        }
        return Path.of(home);
    }

    private static ScheduledThreadPoolExecutor clock() {
        return new ScheduledThreadPoolExecutor(1, work -> Threads.of("task-clock", work));
    }

    private static Progress.Later later(ScheduledThreadPoolExecutor clock) {
        return (time, work) -> {
            ScheduledFuture<?> unused = clock.schedule(work, time.toNanos(), TimeUnit.NANOSECONDS);
        };
    }

    @Override
    public Map<String, TaskType> types() {
        return types.describe();
    }

    @Override
    public List<TaskInfo> all() {
        return book.all();
    }

    @Override
    public Optional<TaskInfo> find(String taskId) {
        return book.find(taskId);
    }

    @Override
    public TaskInfo start(String taskId, String type, Map<String, @Nullable Object> parameters) {
        if (!taskId.matches(ID_PATTERN)) {
            throw Refusals.badId(taskId, house.time().now());
        }
        book.reserve(taskId);
        try {
            Made made = types.make(type, parameters);
            checkDevices(made);
            return start(taskId, made);
        } catch (RuntimeException | Error e) {
            book.free(taskId);
            throw e;
        }
    }

    /** A device that a parameter names is there, whether or not the task makes it its own. */
    private void checkDevices(Made made) {
        for (String deviceId : made.named()) {
            if (house.devices().find(deviceId).isEmpty()) {
                made.close();
                throw Refusals.deviceNotFound(deviceId, house.time().now());
            }
        }
    }

    private TaskInfo start(String taskId, Made made) {
        Hold hold;
        try {
            Set<String> devices = made.devices();
            hold = devices.isEmpty() ? NOTHING : house.devices().claim(taskId, devices);
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
        TaskRun run = new TaskRun(taskId, made, hold, house, book);
        book.open(run);
        try {
            run.start();
        } catch (RuntimeException | Error e) { // no more threads
            run.neverRan(e);
            throw e;
        }
        endIfTooLate(run);
        return book.find(taskId).orElseGet(run::info);
    }

    /** What left, or ended, while it was being made has not found it among the tasks that run. */
    private void endIfTooLate(TaskRun run) {
        InstalledType left = run.leftType();
        if (left != null) {
            run.cancel(reason(left), false);
        }
        if (stopped) {
            run.cancel("the tasks' service stops", false);
        }
    }

    @Override
    public TaskInfo cancel(String taskId) {
        return with(taskId, run -> run.cancel("somebody has cancelled it", true));
    }

    @Override
    public TaskInfo pause(String taskId) {
        return with(taskId, TaskRun::pause);
    }

    @Override
    public TaskInfo resume(String taskId) {
        return with(taskId, TaskRun::resume);
    }

    private TaskInfo with(String taskId, Predicate<TaskRun> action) {
        TaskRun run = book.run(taskId);
        boolean done = run != null && action.test(run);
        TaskInfo info = require(taskId);
        if (!done) {
            throw notRunning(info);
        }
        return info;
    }

    private ControlRefused notRunning(TaskInfo info) {
        return Refusals.notRunning(info, house.time().now());
    }

    private TaskInfo require(String taskId) {
        return book.find(taskId)
                .orElseThrow(() -> Refusals.taskNotFound(taskId, house.time().now()));
    }

    @Override
    public void parameter(String taskId, String key, @Nullable Object value) {
        TaskRun run = book.run(taskId);
        if (run == null || !hand(run, key, value)) {
            throw notRunning(require(taskId));
        }
    }

    private boolean hand(TaskRun run, String key, @Nullable Object value) {
        String taskId = run.taskId();
        try {
            return run.parameter(key, value);
        } catch (UnsupportedOperationException e) {
            throw parameterError(Reason.DEVICE_FAILED, Failures.message(e), taskId);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw parameterError(Reason.INVALID, Failures.message(e), taskId);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) { // the task's own code
            throw parameterError(Reason.DEVICE_FAILED, Failures.words(e), taskId);
        }
    }

    private ControlRefused parameterError(Reason reason, String message, String taskId) {
        return Refusals.task(
                reason, "TaskParameterError", message, taskId, house.time().now());
    }

    @Override
    public Optional<ErrorRecord> forgetError(String taskId) {
        return book.forgetError(taskId);
    }

    private void typeLeaves(InstalledType type) {
        endAll(book.runs().stream().filter(run -> run.uses(type)).toList(), reason(type));
    }

    private static String reason(InstalledType type) {
        return "its type " + type.name() + " of " + type.owner() + " is leaving, perhaps for a newer one";
    }

    private static void endAll(List<TaskRun> runs, String reason) {
        runs.forEach(run -> run.cancel(reason, false));
        long end = System.nanoTime() + FAREWELL.toNanos();
        for (TaskRun run : runs) {
            if (!run.awaitEnd(end)) {
                run.giveUp(reason);
            }
        }
    }

    @Deactivate
    void deactivate() {
        stopped = true;
        types.offLeave(leaveListener);
        endAll(book.runs(), "the tasks' service stops");
        shutdown.run();
    }
}
