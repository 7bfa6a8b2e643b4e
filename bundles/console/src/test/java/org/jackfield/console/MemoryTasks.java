// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.control.ControlRefused;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.Task;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskType;
import org.jackfield.task.Tasks;
import org.jspecify.annotations.Nullable;

/** Tasks in memory that are half done for ever. */
final class MemoryTasks implements Tasks {
    private final Map<String, TaskInfo> tasks = new LinkedHashMap<>();

    @Override
    public Map<String, TaskType> types() {
        return Map.of("Collect", new TaskType() {
            @Override
            public String doc() {
                return "Records a device.";
            }

            @Override
            public Map<String, Object> schema() {
                return Map.of("properties", Map.of("seconds", Map.of("type", "number", "minimum", 0)));
            }

            @Override
            public Task create(Map<String, @Nullable Object> parameters) {
                throw new UnsupportedOperationException("nothing runs here");
            }
        });
    }

    @Override
    public List<TaskInfo> all() {
        return new ArrayList<>(tasks.values());
    }

    @Override
    public Optional<TaskInfo> find(String taskId) {
        return Optional.ofNullable(tasks.get(taskId));
    }

    @Override
    public TaskInfo start(String taskId, String type, Map<String, @Nullable Object> parameters) {
        if (tasks.containsKey(taskId)) {
            throw refused("TaskExists", "there is a task " + taskId);
        }
        return put(taskId, type, parameters, TaskInfo.State.RUNNING);
    }

    @Override
    public TaskInfo cancel(String taskId) {
        return changed(taskId, TaskInfo.State.CANCELLING);
    }

    @Override
    public TaskInfo pause(String taskId) {
        return changed(taskId, TaskInfo.State.PAUSED);
    }

    @Override
    public TaskInfo resume(String taskId) {
        return changed(taskId, TaskInfo.State.RUNNING);
    }

    @Override
    public void parameter(String taskId, String key, @Nullable Object value) {}

    @Override
    public Optional<ErrorRecord> forgetError(String taskId) {
        return Optional.empty();
    }

    private TaskInfo changed(String taskId, TaskInfo.State state) {
        TaskInfo task = find(taskId).orElseThrow(() -> refused("TaskNotFound", "No task found with ID: " + taskId));
        return put(taskId, task.type(), task.parameters(), state);
    }

    private TaskInfo put(String taskId, String type, Map<String, @Nullable Object> parameters, TaskInfo.State state) {
        TaskInfo task = new TaskInfo(
                taskId,
                type,
                parameters,
                List.of("daq1"),
                state,
                0.5,
                "sample 5 of 10",
                HouseOfDevices.TIME,
                Optional.empty(),
                null,
                Optional.empty());
        tasks.put(taskId, task);
        return task;
    }

    private static ControlRefused refused(String type, String message) {
        return new ControlRefused(ControlRefused.Reason.CONFLICT, HouseOfDevices.error(type, message));
    }
}
