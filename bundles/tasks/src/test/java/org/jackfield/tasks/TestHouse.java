// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jackfield.task.Task;
import org.jackfield.task.TaskContext;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskType;

/** The tasks' service with devices in memory and a journal that can be asked. */
final class TestHouse implements AutoCloseable {
    final TestDevices devices = new TestDevices();
    final Told journal = new Told();
    final TypeRegistry types;
    final TaskService tasks;

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);

    TestHouse(Path data) {
        this(data, TaskTime.SYSTEM, null);
    }

    TestHouse(Path data, ManualTime time) {
        this(data, time, time);
    }

    private TestHouse(Path data, TaskTime time, Progress.Later manual) {
        Progress.Later later = manual != null ? manual : this::later;
        types = new TypeRegistry(null, time);
        House house = new House(devices, devices.streams(), journal, time, later, data, 1 << 20);
        tasks = new TaskService(types, house, 100, 20, () -> {});
        add("Collect", new Collect());
        add("Sweep", new Sweep(devices));
        add("Monitor", new Monitor(devices));
        add("Sequence", new Sequence(types));
        add("Parallel", new Parallel(types));
    }

    private void later(Duration time, Runnable work) {
        ScheduledFuture<?> unused = clock.schedule(work, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    InstalledType add(String name, TaskType type) {
        InstalledType installed = new InstalledType(name, "test 1.0.0", () -> type, () -> {});
        types.add(installed);
        return installed;
    }

    /** What a task does. */
    interface Work {
        Object run(TaskContext context) throws Exception;
    }

    static Task task(Set<String> devices, Work work) {
        return new Task() {
            @Override
            public Set<String> devices() {
                return devices;
            }

            @Override
            public Object run(TaskContext context) throws Exception {
                return work.run(context);
            }
        };
    }

    InstalledType add(String name, Set<String> devices, Work work) {
        return add(name, type(Map.of("type", "object"), parameters -> task(devices, work)));
    }

    static TaskType type(Map<String, Object> schema, Function<Map<String, Object>, Task> create) {
        return new TaskType() {
            @Override
            public String doc() {
                return "";
            }

            @Override
            public Map<String, Object> schema() {
                return schema;
            }

            @Override
            public Task create(Map<String, Object> parameters) {
                return create.apply(parameters);
            }
        };
    }

    /** Runs work as the task of that name, on no devices. */
    TaskInfo start(String taskId, Work work) {
        add(taskId, Set.of(), work);
        return tasks.start(taskId, taskId, Map.of());
    }

    TaskInfo ended(String taskId) {
        Until.holds(taskId + " has ended and that was told", () -> journal.of(taskId)
                .contains("task_ended"));
        return tasks.find(taskId).orElseThrow();
    }

    @Override
    public void close() {
        tasks.deactivate();
        clock.shutdownNow();
    }
}
