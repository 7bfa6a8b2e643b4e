// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks into the Java library's own objects, as far as it was started with {@code --add-opens}. */
final class Inside {
    private Inside() {}

    /** Whether threads can be looked into, with what is local to them. */
    static boolean isOpen() {
        return field(Thread.class, "threadLocals").isPresent();
    }

    /** The value of a field; empty if it is null, closed, or there is no such field in this Java. */
    static Optional<Object> value(Object object, String name) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            Optional<Field> field = field(type, name);
            if (field.isPresent()) {
                return read(field.get(), object);
            }
        }
        return Optional.empty();
    }

    /** The value of a static field. */
    static Optional<Object> value(String className, String name) {
        try {
            Class<?> type = Class.forName(className, false, ClassLoader.getPlatformClassLoader());
            return field(type, name).flatMap(field -> read(field, null));
        } catch (ClassNotFoundException e) {
            return Optional.empty(); // a smaller Java
        }
    }

    private static Optional<Field> field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return Optional.of(field);
        } catch (NoSuchFieldException | InaccessibleObjectException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> read(Field field, @Nullable Object object) {
        try {
            return Optional.ofNullable(field.get(object));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " was made accessible and is not", e);
        }
    }
}
