// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.web.JsonParsing;
import org.jackfield.web.Refusal;
import org.jspecify.annotations.Nullable;

/** A request's body, asked for field by field; what is not as expected is refused by the field's name. Immutable. */
final class JsonBody {
    private final Map<String, @Nullable Object> fields;

    private JsonBody(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    /** One JSON object. */
    static JsonBody read(InputStream body) {
        return new JsonBody(members(JsonParsing.object(body, false)));
    }

    /** One JSON object, or nothing. */
    static JsonBody readIfAny(InputStream body) {
        return new JsonBody(members(JsonParsing.object(body, true)));
    }

    /** Refuses all fields but these, so that a misspelt one does not pass for one left out. */
    void checkOnly(String... known) {
        Set<String> names = Set.of(known);
        List<String> unknown =
                fields.keySet().stream().filter(name -> !names.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw invalid("unknown field " + quoted(unknown.get(0)) + "; there are " + String.join(", ", known));
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    @Nullable
    Object value(String name) {
        return fields.get(name);
    }

    /** A text that must be given. */
    String text(String name) {
        return optionalText(name).filter(text -> !text.isBlank()).orElseThrow(() -> invalid(name + " is required"));
    }

    /** A text that may be left out. */
    Optional<String> optionalText(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw unexpected(name, "a string", value);
    }

    /** A whole number that must be given. */
    long wholeNumber(String name, long min, long max) {
        Object value = fields.get(name);
        if (value == null) {
            throw invalid(name + " is required");
        }
        boolean whole = value instanceof Integer || value instanceof Long;
        if (!whole || ((Number) value).longValue() < min || ((Number) value).longValue() > max) {
            String came = value instanceof Number ? shortened(value.toString()) : JsonParsing.kind(value);
            throw invalid(name + " must be a whole number from " + min + " to " + max + ", was " + came);
        }
        return ((Number) value).longValue();
    }

    /** Whether a switch is on; off if left out. */
    boolean flag(String name) {
        Object value = fields.getOrDefault(name, false);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw unexpected(name, "true or false", value);
    }

    /** An object; an empty one if left out. */
    Map<String, @Nullable Object> object(String name) {
        Object value = fields.getOrDefault(name, Map.of());
        if (value instanceof Map<?, ?> members) {
            return members(members);
        }
        throw unexpected(name, "an object", value);
    }

    /** A list; an empty one if left out. */
    List<@Nullable Object> list(String name) {
        Object value = fields.getOrDefault(name, List.of());
        if (value instanceof List<?> items) {
            return Collections.unmodifiableList(new ArrayList<>(items));
        }
        throw unexpected(name, "a list", value);
    }

    static Refusal invalid(String message) {
        return new Refusal(400, "InvalidRequest", message);
    }

    /** As it came, in quotes and not endless. */
    static String quoted(String text) {
        return "'" + shortened(text) + "'";
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 100
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 100)) + "…";
    }

    private static Refusal unexpected(String name, String expected, @Nullable Object came) {
        return invalid(name + " must be " + expected + ", was " + JsonParsing.kind(came));
    }

    private static Map<String, @Nullable Object> members(Map<?, ?> object) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        object.forEach((name, value) -> members.put(String.valueOf(name), value));
        return Collections.unmodifiableMap(members);
    }
}
