// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jackfield.control.CommandInfo;
import org.jspecify.annotations.Nullable;

/** Turns plain values, as JSON has them, into what a command's parameter is declared as. Stateless. */
record ValueType(Class<?> declared) {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, long.class, short.class, byte.class);
    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            Integer.class, int.class,
            Long.class, long.class,
            Short.class, short.class,
            Byte.class, byte.class,
            Double.class, double.class,
            Float.class, float.class,
            Boolean.class, boolean.class);

    /** A value that does not fit; the message says what is expected. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String expected) {
            super(expected, null, false, false);
        }
    }

    /** Of what is declared; null if no plain value can become that. */
    static @Nullable ValueType of(Class<?> declared) {
        ValueType type = new ValueType(BOXES.getOrDefault(declared, declared));
        return type.isKnown() ? type : null;
    }

    private boolean isKnown() {
        return isNumber()
                || declared.isEnum()
                || Set.of(boolean.class, String.class, Instant.class, Object.class, List.class, Map.class)
                        .contains(declared)
                || (declared.isArray() && isElement(declared.getComponentType()));
    }

    private static boolean isElement(Class<?> type) {
        return WHOLE.contains(type)
                || Set.of(double.class, float.class, boolean.class, String.class)
                        .contains(type);
    }

    private boolean isNumber() {
        return WHOLE.contains(declared) || declared == double.class || declared == float.class;
    }

    /** Whether plain text stands for it without quotation marks. */
    boolean isText() {
        return declared == String.class || declared == Instant.class || declared.isEnum();
    }

    /** What it is on the wire. */
    CommandInfo.Type wire() {
        if (isText()) {
            return CommandInfo.Type.STRING;
        }
        if (isNumber()) {
            return WHOLE.contains(declared) ? CommandInfo.Type.INTEGER : CommandInfo.Type.NUMBER;
        }
        if (declared == boolean.class) {
            return CommandInfo.Type.BOOLEAN;
        }
        if (declared == Map.class) {
            return CommandInfo.Type.OBJECT;
        }
        return declared == Object.class ? CommandInfo.Type.ANY : CommandInfo.Type.ARRAY;
    }

    /** The names that an enum has; none of anything else. */
    List<String> choices() {
        return declared.isEnum()
                ? Arrays.stream(declared.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList()
                : List.of();
    }

    /** The value as it is declared. */
    @Nullable
    Object convert(@Nullable Object plain) throws Unfit {
        if (declared == Object.class) {
            return plain;
        }
        if (isNumber()) {
            return number(plain);
        }
        if (declared == boolean.class || declared == String.class || declared == List.class || declared == Map.class) {
            return exactly(plain);
        }
        if (declared.isEnum()) {
            return constant(plain);
        }
        return declared == Instant.class ? time(plain) : array(plain);
    }

    private Object exactly(@Nullable Object plain) throws Unfit {
        Class<?> wanted = declared == boolean.class ? Boolean.class : declared;
        if (!wanted.isInstance(plain)) {
            throw new Unfit(
                    wire() == CommandInfo.Type.ARRAY
                            ? "an array"
                            : "a" + (wire() == CommandInfo.Type.OBJECT ? "n " : " ") + wire().wireName());
        }
        return plain;
    }

    private Object number(@Nullable Object plain) throws Unfit {
        if (!(plain instanceof Number number)) {
            throw new Unfit(WHOLE.contains(declared) ? "an integer" : "a number");
        }
        if (declared == double.class) {
            return number.doubleValue();
        }
        if (declared == float.class) {
            return number.floatValue();
        }
        return whole(new BigDecimal(number.toString()));
    }

    private Object whole(BigDecimal number) throws Unfit {
        try {
            if (declared == long.class) {
                return number.longValueExact();
            }
            if (declared == int.class) {
                return number.intValueExact();
            }
            return declared == short.class ? (Object) number.shortValueExact() : (Object) number.byteValueExact();
        } catch (ArithmeticException e) {
            int bits = declared == long.class ? 64 : declared == int.class ? 32 : declared == short.class ? 16 : 8;
            throw new Unfit("an integer of " + bits + " bits");
        }
    }

    private Object constant(@Nullable Object plain) throws Unfit {
        for (Object constant : declared.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(plain)) {
                return constant;
            }
        }
        throw new Unfit("one of " + String.join(", ", choices()));
    }

    private static Object time(@Nullable Object plain) throws Unfit {
        try {
            return Instant.parse(String.valueOf(plain));
        } catch (DateTimeException e) {
            throw new Unfit("a time such as 2026-03-01T09:15:00Z");
        }
    }

    private Object array(@Nullable Object plain) throws Unfit {
        if (!(plain instanceof List<?> list)) {
            throw new Unfit("an array");
        }
        ValueType element = new ValueType(declared.getComponentType());
        Object array = Array.newInstance(declared.getComponentType(), list.size());
        for (int i = 0; i < list.size(); i++) {
            try {
                Array.set(array, i, element.convert(list.get(i)));
            } catch (Unfit e) {
                throw new Unfit("an array that has " + e.getMessage() + " at " + i);
            }
        }
        return array;
    }
}
