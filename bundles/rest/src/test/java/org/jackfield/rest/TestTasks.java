// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.Task;
import org.jackfield.task.TaskContext;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskInfo.State;
import org.jackfield.task.TaskType;
import org.jackfield.task.Tasks;
import org.jspecify.annotations.Nullable;

/** Tasks that are nothing but what is known of them. A {@code Sweep} runs on, {@code Broken} has failed at once. */
final class TestTasks implements Tasks {
    static final ErrorRecord ERROR = new ErrorRecord(
            "IllegalStateException", "no light", "framework", TestDevice.TIME, Map.of("task_id", "s"), "at Sweep");

    private final Map<String, TaskInfo> byId = new LinkedHashMap<>();
    volatile State startsAs = State.RUNNING;

    @Override
    public Map<String, TaskType> types() {
        return Map.of("Sweep", new Nothing(), "Broken", new Nothing());
    }

    @Override
    public synchronized List<TaskInfo> all() {
        return new ArrayList<>(byId.values());
    }

    @Override
    public synchronized Optional<TaskInfo> find(String taskId) {
        return Optional.ofNullable(byId.get(taskId));
    }

    @Override
    public synchronized TaskInfo start(String taskId, String type, Map<String, @Nullable Object> parameters) {
        if (taskId.matches(".*[/\\p{Cntrl}].*")) {
            throw refused(Reason.INVALID, "InvalidRequest", taskId);
        }
        if (find(taskId).filter(task -> task.state().isRunning()).isPresent()) {
            throw refused(Reason.CONFLICT, "TaskExists", taskId);
        }
        if (!types().containsKey(type)) {
            throw refused(Reason.UNKNOWN, "TaskTypeNotFound", taskId);
        }
        if (parameters.containsKey("senseless")) {
            throw refused(Reason.INVALID, "TaskInstantiationError", taskId);
        }
        State state = type.equals("Broken") ? State.FAILED : startsAs;
        return put(new TaskInfo(
                taskId,
                type,
                parameters,
                List.of("pm1"),
                state,
                -1,
                "",
                TestDevice.TIME,
                Optional.empty(),
                null,
                state == State.FAILED ? Optional.of(ERROR) : Optional.empty()));
    }

    private static ControlRefused refused(Reason reason, String type, String taskId) {
        return TestDevice.refused(reason, type, "framework", Map.of("task_id", taskId));
    }

    private synchronized TaskInfo put(TaskInfo task) {
        byId.put(task.taskId(), task);
        return task;
    }

    private synchronized TaskInfo in(String taskId, State state, Optional<ErrorRecord> error) {
        TaskInfo task = find(taskId).orElseThrow(() -> refused(Reason.UNKNOWN, "TaskNotFound", taskId));
        return put(new TaskInfo(
                taskId,
                task.type(),
                task.parameters(),
                task.devices(),
                state,
                0.5,
                "halfway",
                task.started(),
                task.ended(),
                task.result(),
                error));
    }

    @Override
    public TaskInfo cancel(String taskId) {
        return in(taskId, State.CANCELLING, Optional.empty());
    }

    @Override
    public TaskInfo pause(String taskId) {
        return in(taskId, State.PAUSED, Optional.empty());
    }

    @Override
    public TaskInfo resume(String taskId) {
        return in(taskId, State.RUNNING, Optional.empty());
    }

    TaskInfo fail(String taskId) {
        return in(taskId, State.FAILED, Optional.of(ERROR));
    }

    @Override
    public void parameter(String taskId, String key, @Nullable Object value) {
        if (!key.equals("step")) {
            throw refused(Reason.DEVICE_FAILED, "TaskParameterError", taskId);
        }
    }

    @Override
    public synchronized Optional<ErrorRecord> forgetError(String taskId) {
        Optional<ErrorRecord> error = find(taskId).flatMap(TaskInfo::error);
        error.ifPresent(known -> in(taskId, State.FAILED, Optional.empty()));
        return error;
    }

    private static final class Nothing implements TaskType {
        @Override
        public String doc() {
            return "Does nothing.";
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", "object");
        }

        @Override
        public Task create(Map<String, @Nullable Object> parameters) {
            return new Task() {
                @Override
                public Set<String> devices() {
                    return Set.of();
                }

                @Override
                public @Nullable Object run(TaskContext context) {
                    return null;
                }
            };
        }
    }
}
