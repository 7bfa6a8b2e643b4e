// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds values against a JSON Schema, as far as descriptions of parameters need it: {@code type}, {@code properties},
 * {@code required}, {@code additionalProperties}, {@code minimum}, {@code maximum}, {@code exclusiveMinimum},
 * {@code enum}, {@code items}, {@code minItems}, {@code maxItems}, {@code default}. Of one thread, for one check.
 */
final class Schema {
    private static final int MAX_PROBLEMS = 20;
    private static final int MAX_SHOWN = 60;

    private final List<String> problems = new ArrayList<>();

    /**
     * The values with what the schema presets for those that are not there.
     *
     * @throws IllegalArgumentException naming everything that does not fit
     */
    static Map<String, @Nullable Object> fill(Map<?, ?> schema, Map<String, @Nullable Object> values) {
        Schema check = new Schema();
        Map<String, @Nullable Object> filled = check.object(schema, "", values);
        check.end();
        return filled;
    }

    /** The value of one property, which the schema need not know. */
    static @Nullable Object fillOne(Map<?, ?> schema, String key, @Nullable Object value) {
        if (!(child(schema, "properties").get(key) instanceof Map<?, ?> property)) {
            return value;
        }
        Schema check = new Schema();
        Object filled = check.value(property, key, value);
        check.end();
        return filled;
    }

    /** The names given to properties whose format is {@code device}. */
    static List<String> devices(Map<?, ?> schema, Map<String, @Nullable Object> values) {
        List<String> devices = new ArrayList<>();
        child(schema, "properties").forEach((name, property) -> {
            if (property instanceof Map<?, ?> described
                    && "device".equals(described.get("format"))
                    && values.get(String.valueOf(name)) instanceof String deviceId) {
                devices.add(deviceId);
            }
        });
        return devices;
    }

    private void end() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join("; ", problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS))));
        }
    }

    private static Map<?, ?> child(Map<?, ?> schema, String key) {
        return schema.get(key) instanceof Map<?, ?> child ? child : Map.of();
    }

    private @Nullable Object value(Map<?, ?> schema, String path, @Nullable Object value) {
        if (!isOfType(schema.get("type"), value)) {
            problems.add(path + " must be " + words(schema.get("type")) + ", was " + shown(value));
            return value;
        }
        if (schema.get("enum") instanceof Collection<?> choices && !choices.contains(value)) {
            problems.add(path + " must be one of " + choices + ", was " + shown(value));
        }
        if (value instanceof Number number) {
            range(schema, path, number);
            return "integer".equals(schema.get("type")) && number instanceof Double ? number.longValue() : number;
        }
        if (value instanceof Map<?, ?> map) {
            return object(schema, path, map);
        }
        return value instanceof List<?> list ? array(schema, path, list) : value;
    }

    private static boolean isOfType(@Nullable Object type, @Nullable Object value) {
        if (type instanceof Collection<?> several) {
            return several.stream().anyMatch(one -> isOfType(one, value));
        }
        if (!(type instanceof String name)) {
            return true;
        }
        return switch (name) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "null" -> value == null;
            case "integer" -> value instanceof Number number && isWhole(number);
            case "number" -> value instanceof Number number && Double.isFinite(number.doubleValue());
            default -> true;
        };
    }

    private static boolean isWhole(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return number.doubleValue() == Math.rint(number.doubleValue()) && Math.abs(number.doubleValue()) < 1e15;
        }
        return !(number instanceof BigDecimal exact)
                || exact.stripTrailingZeros().scale() <= 0;
    }

    private static String words(@Nullable Object type) {
        if (type instanceof Collection<?> several) {
            return String.join(" or ", several.stream().map(Schema::words).toList());
        }
        return ("array".equals(type) || "integer".equals(type) || "object".equals(type) ? "an " : "a ") + type;
    }

    private void range(Map<?, ?> schema, String path, Number number) {
        double value = number.doubleValue();
        if (schema.get("minimum") instanceof Number least && value < least.doubleValue()) {
            problems.add(path + " must be at least " + least + ", was " + number);
        }
        if (schema.get("exclusiveMinimum") instanceof Number least && value <= least.doubleValue()) {
            problems.add(path + " must be above " + least + ", was " + number);
        }
        if (schema.get("maximum") instanceof Number most && value > most.doubleValue()) {
            problems.add(path + " must be at most " + most + ", was " + number);
        }
    }

    private List<@Nullable Object> array(Map<?, ?> schema, String path, List<?> list) {
        if (schema.get("minItems") instanceof Number least && list.size() < least.intValue()) {
            problems.add(path + " must have at least " + least + " elements, has " + list.size());
        }
        if (schema.get("maxItems") instanceof Number most && list.size() > most.intValue()) {
            problems.add(path + " must have at most " + most + " elements, has " + list.size());
        }
        Map<?, ?> items = child(schema, "items");
        List<@Nullable Object> filled = new ArrayList<>();
        for (Object element : list) {
            filled.add(value(items, path + "[" + filled.size() + "]", element));
        }
        return filled;
    }

    private Map<String, @Nullable Object> object(Map<?, ?> schema, String path, Map<?, ?> values) {
        String begin = path.isEmpty() ? "" : path + ".";
        Map<?, ?> properties = child(schema, "properties");
        Map<String, @Nullable Object> filled = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (properties.get(name) instanceof Map<?, ?> property) {
                filled.put(name, value(property, begin + name, value));
            } else if (schema.get("properties") instanceof Map
                    && !Boolean.TRUE.equals(schema.get("additionalProperties"))) {
                problems.add(begin + name + " is not known; known are " + properties.keySet());
            } else {
                filled.put(name, value);
            }
        });
        properties.forEach((key, property) -> preset(filled, (String) key, property));
        missing(schema, begin, filled);
        return filled;
    }

    private static void preset(Map<String, @Nullable Object> filled, String key, Object property) {
        if (!filled.containsKey(key) && property instanceof Map<?, ?> map && map.containsKey("default")) {
            filled.put(key, map.get("default"));
        }
    }

    private void missing(Map<?, ?> schema, String begin, Map<String, @Nullable Object> filled) {
        if (schema.get("required") instanceof Collection<?> required) {
            for (Object key : required) {
                if (!filled.containsKey(String.valueOf(key))) {
                    problems.add(begin + key + " is missing");
                }
            }
        }
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof String ? "'" + value + "'" : String.valueOf(value);
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
