// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies values into what JSON knows, so that nothing of a bundle's own stays behind when the bundle has left. The
 * copies cannot be changed.
 */
final class Plain {
    private static final int MAX_DEPTH = 32;

    private final String what;
    private final long maxBytes;
    private final StringBuilder path = new StringBuilder();
    private long bytes;

    private Plain(String what, long maxBytes) {
        this.what = what;
        this.maxBytes = maxBytes;
    }

    /**
     * The value as null, text, numbers, truth values, lists and maps; times become text, numbers that are none null.
     *
     * @param what it is, in words
     * @param maxBytes that its JSON may have, about
     * @throws NotPlainException saying what is in the way and where
     */
    static @Nullable Object copy(String what, @Nullable Object value, long maxBytes) {
        return new Plain(what, maxBytes).value(value, 0);
    }

    /** The same for a map. */
    static Map<String, @Nullable Object> copyMap(
            String what, Map<String, ? extends @Nullable Object> map, long maxBytes) {
        return new Plain(what, maxBytes).map(map, 0);
    }

    private @Nullable Object value(@Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            count(5);
            return value;
        }
        if (value instanceof String || value instanceof Instant) {
            String text = value.toString();
            count(text.length() + 2L);
            return text;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (depth >= MAX_DEPTH) {
            throw new NotPlainException(
                    what + " may be nested " + MAX_DEPTH + " deep; this one is deeper, or contains itself");
        }
        return container(value, depth);
    }

    private @Nullable Object number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            count(number.toString().length());
            return Double.isFinite(number.doubleValue()) ? number : null; // JSON has no other word for it
        }
        Class<?> type = number.getClass();
        if (type != Integer.class
                && type != Long.class
                && type != Short.class
                && type != Byte.class
                && type != BigInteger.class
                && type != BigDecimal.class) {
            throw refused(number);
        }
        count(number.toString().length());
        return number;
    }

    private @Nullable Object container(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        if (value instanceof Collection<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            for (Object element : list) {
                copy.add(element(element, copy.size(), depth));
            }
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof byte[] bytes) {
            count(4L * bytes.length / 3);
            return Base64.getEncoder().encodeToString(bytes); // as in samples
        }
        if (value.getClass().isArray()) {
            return array(value, depth);
        }
        if (value instanceof Optional<?> optional) {
            return value(optional.orElse(null), depth + 1);
        }
        throw refused(value);
    }

    private List<@Nullable Object> array(Object array, int depth) {
        int length = Array.getLength(array);
        count(2L * length); // before memory is taken for it
        List<@Nullable Object> copy = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            Object element = Array.get(array, i);
            copy.add(element(element instanceof Character letter ? letter.toString() : element, i, depth));
        }
        return Collections.unmodifiableList(copy);
    }

    private @Nullable Object element(@Nullable Object element, int index, int depth) {
        int length = path.length();
        path.append('[').append(index).append(']');
        count(1);
        Object copy = value(element, depth + 1);
        path.setLength(length);
        return copy;
    }

    private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new NotPlainException("the keys of maps in " + what + " must be text, one was "
                        + (entry.getKey() == null
                                ? "null"
                                : "a " + entry.getKey().getClass().getTypeName())
                        + where());
            }
            int length = path.length();
            path.append('.').append(key);
            count(key.length() + 4L);
            copy.put(key, value(entry.getValue(), depth + 1));
            path.setLength(length);
        }
        return Collections.unmodifiableMap(copy);
    }

    private void count(long more) {
        bytes += more;
        if (bytes > maxBytes) {
            throw new NotPlainException(what + " may have about " + maxBytes + " bytes of JSON, this one has more");
        }
    }

    private NotPlainException refused(Object value) {
        return new NotPlainException(
                what + " holds text, numbers, truth values, times, lists, arrays and maps; found a "
                        + value.getClass().getTypeName() + where());
    }

    private String where() {
        return path.isEmpty() ? "" : " at " + path.substring(path.charAt(0) == '.' ? 1 : 0);
    }
}
