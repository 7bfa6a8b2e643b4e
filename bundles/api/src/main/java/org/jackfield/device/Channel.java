// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import java.util.List;
import java.util.Objects;

/**
 * One quantity in a device's samples.
 *
 * @param name the key of its value where a sample is a map, else a name for people
 * @param unit as people write it: {@code mW}; empty for pure numbers and text
 * @param type what each value is
 * @param shape empty for a single value, else the length of each dimension, 0 where it varies
 */
public record Channel(String name, String unit, Type type, List<Integer> shape) {
    /** What a value is. */
    public enum Type {
        NUMBER,
        INTEGER,
        TEXT,
        BOOLEAN,
        BYTES
    }

    public Channel {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(type, "type");
        shape = List.copyOf(shape);
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("shape of " + name + " must not be negative, was " + shape);
            }
        }
    }

    /** A single number a sample. */
    public static Channel scalar(String name, String unit) {
        return new Channel(name, unit, Type.NUMBER, List.of());
    }

    /** A row of numbers a sample. */
    public static Channel block(String name, String unit, int length) {
        return new Channel(name, unit, Type.NUMBER, List.of(length));
    }
}
