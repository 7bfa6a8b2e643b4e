// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.TaskInfo;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks there are: those that start, those that run, and the latest that have ended, whose records are on disk.
 *
 * <p>Any thread writes and reads, under the lock. What is done to records that may be replaced or thrown away is done
 * under it too: otherwise the deletion of an old one could hit the new one of the same name.
 */
final class TaskBook implements TaskMemory {
    private final int maxRunning;
    private final int kept;
    private final RecordFiles files;
    private final TaskTime time;
    private final Set<String> starting = new HashSet<>();
    private final Map<String, TaskRun> running = new HashMap<>();
    /** In the order of their ends. */
    private final Map<String, TaskInfo> finished = new LinkedHashMap<>();

    TaskBook(int maxRunning, int kept, RecordFiles files, TaskTime time) {
        this.maxRunning = maxRunning;
        this.kept = kept;
        this.files = files;
        this.time = time;
    }

    /** Reads what was before. */
    synchronized void open() {
        files.load(time.now()).forEach(this::keep);
    }

    /** Takes the name for a task that is to start, which is to be opened or freed. */
    synchronized void reserve(String taskId) {
        if (running.containsKey(taskId) || starting.contains(taskId)) {
            throw refused(Reason.CONFLICT, "TaskExists", "Task '" + taskId + "' is running already", taskId);
        }
        if (finished.containsKey(taskId)) {
            throw refused(
                    Reason.INVALID,
                    "TaskInstantiationError",
                    "the ID '" + taskId + "' was used recently; another one is needed",
                    taskId);
        }
        if (running.size() + starting.size() >= maxRunning) {
            throw refused(
                    Reason.BUSY,
                    "TooManyTasks",
                    "at most " + maxRunning + " tasks run at a time, and so many do",
                    taskId);
        }
        starting.add(taskId);
    }

    private RuntimeException refused(Reason reason, String type, String message, String taskId) {
        return Refusals.task(reason, type, message, taskId, time.now());
    }

    synchronized void free(String taskId) {
        starting.remove(taskId);
    }

    /** It runs, as its record says. */
    void open(TaskRun run) {
        files.write(run.info());
        synchronized (this) {
            starting.remove(run.taskId());
            running.put(run.taskId(), run);
        }
    }

    @Override
    public void note(TaskInfo now) {
        files.write(now);
    }

    @Override
    public void end(TaskRun run, TaskInfo last) {
        files.write(last); // before the name is free, and without holding up others
        synchronized (this) {
            running.remove(run.taskId(), run);
            keep(last);
        }
    }

    private void keep(TaskInfo info) {
        finished.put(info.taskId(), info);
        while (finished.size() > kept) {
            String oldest = finished.keySet().iterator().next();
            finished.remove(oldest);
            files.delete(oldest);
        }
    }

    synchronized List<TaskRun> runs() {
        return new ArrayList<>(running.values());
    }

    synchronized @Nullable TaskRun run(String taskId) {
        return running.get(taskId);
    }

    synchronized Optional<TaskInfo> find(String taskId) {
        TaskRun run = running.get(taskId);
        return run != null ? Optional.of(run.info()) : Optional.ofNullable(finished.get(taskId));
    }

    synchronized List<TaskInfo> all() {
        List<TaskInfo> all = new ArrayList<>(finished.values());
        running.values().forEach(run -> all.add(run.info()));
        all.sort(Comparator.comparing(TaskInfo::started).reversed());
        return all;
    }

    synchronized Optional<ErrorRecord> forgetError(String taskId) {
        TaskInfo info = finished.get(taskId);
        if (info == null || info.error().isEmpty()) {
            return Optional.empty();
        }
        TaskInfo without = info.withoutError();
        finished.put(taskId, without);
        files.write(without);
        return info.error();
    }
}
