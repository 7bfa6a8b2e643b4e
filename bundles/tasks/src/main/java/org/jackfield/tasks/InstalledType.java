// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.Map;
import java.util.function.Supplier;
import org.jackfield.task.TaskType;
import org.jspecify.annotations.Nullable;

/**
 * A type as a bundle offers it. Its object is there only between {@link #acquire} and {@link #release}; nothing keeps
 * it when its bundle leaves.
 */
final class InstalledType {
    private static final long MAX_SCHEMA_BYTES = 256 * 1024;

    private final String name;
    private final String owner;
    private final Supplier<? extends @Nullable TaskType> service;
    private final Runnable unget;
    private volatile boolean left;

    /** @param owner the bundle, in words */
    InstalledType(String name, String owner, Supplier<? extends @Nullable TaskType> service, Runnable unget) {
        this.name = name;
        this.owner = owner;
        this.service = service;
        this.unget = unget;
    }

    String name() {
        return name;
    }

    String owner() {
        return owner;
    }

    /** Says that its bundle leaves. */
    void leave() {
        left = true;
    }

    boolean hasLeft() {
        return left;
    }

    /** Its object, until {@link #release}; null if it has just left. */
    @Nullable
    TaskType acquire() {
        return left ? null : service.get();
    }

    void release() {
        unget.run();
    }

    /** What it says its parameters are, copied. */
    static Map<String, @Nullable Object> schema(TaskType type) {
        return Plain.copyMap("a schema", type.schema(), MAX_SCHEMA_BYTES);
    }
}
