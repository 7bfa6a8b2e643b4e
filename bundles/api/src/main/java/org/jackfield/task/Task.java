// SPDX-License-Identifier: Apache-2.0
package org.jackfield.task;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** One run of an experiment, on a thread of its own. */
@ConsumerType
public interface Task {
    /** The devices that are its own from before {@link #run} until after it. */
    Set<String> devices();

    /**
     * Does the work. Cancelling interrupts the thread and makes the next {@link TaskContext#checkpoint} throw.
     *
     * @return its result, made of what payloads are made of; null for none
     */
    @Nullable
    Object run(TaskContext context) throws Exception;

    /**
     * Takes a parameter while it runs; called from any thread.
     *
     * @throws UnsupportedOperationException if it has none of that name that can change
     * @throws IllegalArgumentException saying what was expected and what came
     */
    default void parameter(String key, @Nullable Object value) {
        throw new UnsupportedOperationException(
                "the task has no parameter '" + key + "' that can change while it runs");
    }
}
