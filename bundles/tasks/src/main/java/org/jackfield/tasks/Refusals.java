// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.TaskInfo;

/** What is not done with tasks, as clients are told. */
final class Refusals {
    private Refusals() {}

    static ControlRefused taskNotFound(String taskId, Instant time) {
        return task(Reason.UNKNOWN, "TaskNotFound", "No task found with ID: '" + taskId + "'", taskId, time);
    }

    /** It is too late for what was asked of the task. */
    static ControlRefused notRunning(TaskInfo task, Instant time) {
        String words = task.ended()
                        .map(at -> " has ended at " + at.truncatedTo(ChronoUnit.SECONDS) + ": ")
                        .orElse(" is ending: ")
                + task.state().wireName();
        return task(Reason.CONFLICT, "TaskNotRunning", "Task '" + task.taskId() + "'" + words, task.taskId(), time);
    }

    static ControlRefused badId(String taskId, Instant time) {
        return new ControlRefused(
                Reason.INVALID,
                new ErrorRecord(
                        "InvalidRequest",
                        "task_id must be 1 to 100 letters, digits, '.', '_' or '-', not beginning with '.', was '"
                                + taskId.substring(0, Math.min(taskId.length(), 100)) + "'",
                        "framework",
                        time,
                        Map.of()));
    }

    static ControlRefused task(Reason reason, String type, String message, String taskId, Instant time) {
        return new ControlRefused(reason, new ErrorRecord(type, message, "framework", time, Map.of("task_id", taskId)));
    }

    static ControlRefused type(Reason reason, String error, String message, String type, Instant time) {
        return new ControlRefused(
                reason, new ErrorRecord(error, message, "framework", time, Map.of("task_type", type)));
    }

    static ControlRefused deviceNotFound(String deviceId, Instant time) {
        return new ControlRefused(
                Reason.UNKNOWN,
                new ErrorRecord(
                        "DeviceNotFound",
                        "No device found with ID: '" + deviceId + "'",
                        "framework",
                        time,
                        Map.of("device_id", deviceId)));
    }
}
