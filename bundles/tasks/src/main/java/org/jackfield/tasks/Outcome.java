// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.TaskInfo.State;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a task; plain, so that it outlives the task's bundle.
 *
 * @param text why, if it was cancelled
 */
record Outcome(State state, @Nullable Object result, Optional<ErrorRecord> error, String text) {
    static Outcome succeeded(@Nullable Object result) {
        return new Outcome(State.SUCCEEDED, result, Optional.empty(), "");
    }

    /** At the wish of somebody who knows, with what the task had until then. */
    static Outcome cancelled(@Nullable Object result, String reason) {
        return new Outcome(State.CANCELLED, result, Optional.empty(), reason);
    }

    /** Without anybody having wished it. */
    static Outcome ended(@Nullable Object result, String reason, String taskId, Instant time) {
        ErrorRecord error = new ErrorRecord("TaskCancelled", reason, "framework", time, Map.of("task_id", taskId));
        return new Outcome(State.CANCELLED, result, Optional.of(error), reason);
    }

    static Outcome failed(Throwable failure, String taskId, Instant time) {
        ErrorRecord error = Failures.record(failure, time, Map.of("task_id", taskId));
        return new Outcome(State.FAILED, null, Optional.of(error), "");
    }
}
