// SPDX-License-Identifier: Apache-2.0
package org.jackfield.task;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jackfield.stream.ErrorRecord;
import org.jspecify.annotations.Nullable;

/**
 * A task at one moment.
 *
 * @param taskId its name
 * @param type the name of its type
 * @param parameters what it was started with
 * @param devices that are or were its own
 * @param state what it is doing
 * @param progress from 0 to 1; negative if that cannot be said
 * @param text what it says it is doing; why, if it was cancelled
 * @param started when
 * @param ended when
 * @param result what came of it; before, or if it came to no end, names the files it has begun; null for none
 * @param error what went wrong, until it is forgotten
 */
public record TaskInfo(
        String taskId,
        String type,
        Map<String, @Nullable Object> parameters,
        List<String> devices,
        State state,
        double progress,
        String text,
        Instant started,
        Optional<Instant> ended,
        @Nullable Object result,
        Optional<ErrorRecord> error) {
    public TaskInfo {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        devices = List.copyOf(devices);
    }

    /** The same without what went wrong. */
    public TaskInfo withoutError() {
        return new TaskInfo(
                taskId, type, parameters, devices, state, progress, text, started, ended, result, Optional.empty());
    }

    /** What a task is doing or how it has ended. */
    public enum State {
        RUNNING,
        PAUSED,
        CANCELLING,
        SUCCEEDED,
        CANCELLED,
        FAILED,
        /** The process ended before it did. */
        INTERRUPTED;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** Its name on the wire. */
        public String wireName() {
            return wireName;
        }

        /** Whether it has not ended yet. */
        public boolean isRunning() {
            return this == RUNNING || this == PAUSED || this == CANCELLING;
        }
    }
}
