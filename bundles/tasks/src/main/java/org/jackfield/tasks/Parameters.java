// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads parameters that fit their schema. */
record Parameters(Map<String, @Nullable Object> values) {
    String text(String key) {
        return optionalText(key).orElseThrow(() -> new IllegalArgumentException(key + " is missing"));
    }

    Optional<String> optionalText(String key) {
        return values.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    double number(String key) {
        return optionalNumber(key).orElseThrow(() -> new IllegalArgumentException(key + " is missing"));
    }

    OptionalDouble optionalNumber(String key) {
        return values.get(key) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    List<?> list(String key) {
        return values.get(key) instanceof List<?> list ? list : List.of();
    }

    /** The object of that name; empty if there is none. */
    Parameters child(String key) {
        return values.get(key) instanceof Map<?, ?> map ? of(map) : new Parameters(Map.of());
    }

    static Parameters of(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new java.util.LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return new Parameters(copy);
    }
}
