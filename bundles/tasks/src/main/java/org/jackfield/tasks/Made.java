// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jackfield.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * A task that has been made, with what keeps its type in use until this is closed.
 *
 * @param parameters with those that were preset
 * @param schema of them
 * @param devices that it makes its own
 */
record Made(
        InstalledType type,
        Task task,
        Map<String, @Nullable Object> parameters,
        Map<String, @Nullable Object> schema,
        Set<String> devices)
        implements AutoCloseable {
    /** Whether it, or a part of it, is of that type. */
    boolean uses(InstalledType other) {
        return type == other || (task instanceof Composition whole && whole.uses(other));
    }

    /** All devices that its parameters, or those of its parts, name. */
    Set<String> named() {
        Set<String> named = new TreeSet<>(Schema.devices(schema, parameters));
        if (task instanceof Composition whole) {
            named.addAll(whole.named());
        }
        return named;
    }

    /** The first type of it, or of a part, that has left; null if none has. */
    @Nullable
    InstalledType left() {
        if (type.hasLeft()) {
            return type;
        }
        return task instanceof Composition whole ? whole.left() : null;
    }

    @Override
    public void close() {
        if (task instanceof Composition whole) {
            whole.close();
        }
        type.release();
    }
}
