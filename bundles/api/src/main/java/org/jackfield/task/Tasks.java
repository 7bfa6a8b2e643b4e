// SPDX-License-Identifier: Apache-2.0
package org.jackfield.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.stream.ErrorRecord;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tasks that run and the latest that have. A service.
 *
 * <p>All methods may be called from any thread and return soon. What is refused is refused with a
 * {@link org.jackfield.control.ControlRefused}.
 */
@ProviderType
public interface Tasks {
    /** Every installed type's name with what it says of itself. Not to be kept: a type may be replaced. */
    Map<String, TaskType> types();

    /** Running and finished, the latest started first. */
    List<TaskInfo> all();

    /** The task of that name. */
    Optional<TaskInfo> find(String taskId);

    /**
     * Makes a task's devices its own and starts it.
     *
     * @throws org.jackfield.control.ControlRefused {@code TaskExists}, {@code DeviceInUse}, {@code DeviceNotFound},
     *     {@code TaskTypeNotFound}, {@code InvalidTaskDefinition}, {@code TaskInstantiationError}
     */
    TaskInfo start(String taskId, String type, Map<String, @Nullable Object> parameters);

    /**
     * Asks a task to end; no effect on one that was asked before.
     *
     * @throws org.jackfield.control.ControlRefused {@code TaskNotFound}; {@code TaskNotRunning} if it is too late
     */
    TaskInfo cancel(String taskId);

    /**
     * Has a task stand still at its next checkpoint.
     *
     * @throws org.jackfield.control.ControlRefused {@code TaskNotFound}; {@code TaskNotRunning} if it is too late
     */
    TaskInfo pause(String taskId);

    /**
     * Lets a paused task go on.
     *
     * @throws org.jackfield.control.ControlRefused {@code TaskNotFound}; {@code TaskNotRunning} if it is too late
     */
    TaskInfo resume(String taskId);

    /**
     * Changes a parameter of a running task.
     *
     * @throws org.jackfield.control.ControlRefused {@code TaskNotFound}; {@code TaskNotRunning} if it is too late;
     *     {@code TaskParameterError}, which is the device-failed kind of refusal if the task has no such parameter, else
     *     an invalid one
     */
    void parameter(String taskId, String key, @Nullable Object value);

    /** Forgets the error of a task and says what it was; empty if there is none or no such task. */
    Optional<ErrorRecord> forgetError(String taskId);
}
