// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.util.Arrays;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what belongs to a class loader. Calls nothing but the Java library's own code, and holds the loader
 * no longer than its caller does.
 */
record Belongings(ClassLoader loader) {
    private static final int MOST_ELEMENTS = 1_000;

    /** The driver's class by which it belongs to the loader; for a collection, that of an element. */
    Optional<String> of(@Nullable Object object) {
        Optional<String> direct = direct(object);
        return direct.isPresent() || object == null ? direct : elements(object);
    }

    /** As {@link #of}, without a look into collections. */
    Optional<String> direct(@Nullable Object object) {
        if (object == loader) {
            return Optional.of("its class loader");
        }
        if (object == null) {
            return Optional.empty();
        }
        Class<?> type = object instanceof Class<?> itself ? itself : object.getClass();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (each.getClassLoader() == loader) {
                return Optional.of(name(each));
            }
        }
        return Optional.empty();
    }

    private Optional<String> elements(Object object) {
        if (object.getClass().getClassLoader() != null) {
            return Optional.empty(); // it could do anything
        }
        try {
            return stream(object)
                    .limit(MOST_ELEMENTS)
                    .flatMap(element -> direct(element).stream())
                    .findFirst();
        } catch (ConcurrentModificationException e) {
            return Optional.empty(); // its thread is at work with it
        }
    }

    private static Stream<?> stream(Object object) {
        if (object instanceof Collection<?> collection) {
            return collection.stream();
        }
        if (object instanceof Map<?, ?> map) {
            return map.entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()));
        }
        return object instanceof Object[] array ? Arrays.stream(array) : Stream.empty();
    }

    /** As its author knows it. */
    private static String name(Class<?> type) {
        return type.getName().replaceFirst("\\$\\$Lambda.*", "");
    }
}
