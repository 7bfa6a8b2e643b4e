// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Arguments as they are typed: each is JSON or plain text, with a name before it or without.
 *
 * @param positional those without a name
 * @param named those with one
 */
record Typed(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    private static final Pattern NAMED = Pattern.compile("([A-Za-z_][\\w.-]*)=(.*)", Pattern.DOTALL);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Typed arguments(List<String> words) {
        List<@Nullable Object> positional = new ArrayList<>();
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (String word : words) {
            Matcher match = NAMED.matcher(word);
            if (!match.matches()) {
                positional.add(value(word));
            } else if (named.containsKey(match.group(1))) {
                throw new IllegalArgumentException("expected " + match.group(1) + " once, came twice");
            } else {
                named.put(match.group(1), value(match.group(2)));
            }
        }
        return new Typed(positional, named);
    }

    /** One JSON object, or {@code name=value} as often as needed. */
    static Map<String, @Nullable Object> parameters(List<String> words) {
        Typed typed = arguments(words);
        if (typed.positional.isEmpty()) {
            return typed.named;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (words.size() != 1 || !(typed.positional.get(0) instanceof Map<?, ?> object)) {
            throw new IllegalArgumentException("expected name=value or one JSON object in quotes, came "
                    + TextTable.shortened(String.join(" ", words), 80));
        }
        object.forEach((name, value) -> members.put(String.valueOf(name), value));
        return members;
    }

    /** What a text means: a JSON value, or itself. What begins like a JSON object, list or string has to be one. */
    static @Nullable Object value(String text) {
        try {
            return text.isBlank() ? text : JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            if ("{[\"".indexOf(text.strip().charAt(0)) < 0) {
                return text;
            }
            throw new IllegalArgumentException(
                    "expected JSON, came " + TextTable.shortened(text, 80) + ": "
                            + TextTable.line(e.getOriginalMessage()),
                    e);
        }
    }

    /** A plain value as people read it: text as it is, all else as JSON. */
    static String shown(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected a plain value, came " + value, e);
        }
    }
}
