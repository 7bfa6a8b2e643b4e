// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jackfield.web.json.JsonBounds;
import org.jackfield.web.json.JsonMistake;
import org.jspecify.annotations.Nullable;

/** Reads what a stranger sends as one JSON object, within bounds, or says where it is none. Stateless. */
public final class JsonParsing {
    private static final int MAX_BYTES = 1024 * 1024;
    /** Times as much that is read and forgotten of a body that is too long. */
    private static final int MAX_DRAINED = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(JsonBounds.CONSTRAINTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonParsing() {}

    /** The members of the object; none if nothing was sent and that is allowed. */
    public static Map<?, ?> object(InputStream body, boolean mayBeEmpty) {
        byte[] bytes = bytes(body);
        if (bytes.length == 0) {
            if (mayBeEmpty) {
                return Map.of();
            }
            throw new Unprocessable("missing", List.of("body"), "expected a JSON object, came nothing");
        }
        Object value = value(bytes);
        if (!(value instanceof Map<?, ?> members)) {
            throw new Unprocessable("dict_type", List.of("body"), "expected a JSON object, came " + kind(value));
        }
        checkPlain(members);
        return members;
    }

    private static byte[] bytes(InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                drain(body);
            }
        } catch (IOException e) {
            throw new Refusal(400, "InvalidRequest", "the body broke off: " + e.getMessage());
        }
        if (bytes.length > MAX_BYTES) {
            throw new Refusal(413, "InvalidRequest", "a body may have at most " + MAX_BYTES + " bytes, this has more");
        }
        return bytes;
    }

    /** Who still sends when the connection is closed hears of that and not of the answer. */
    private static void drain(InputStream body) throws IOException {
        byte[] bytes = new byte[MAX_BYTES];
        for (int i = 0; i < MAX_DRAINED && body.readNBytes(bytes, 0, MAX_BYTES) == MAX_BYTES; i++) {}
    }

    private static @Nullable Object value(byte[] bytes) {
        try {
            return MAPPER.readValue(bytes, Object.class);
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            throw new Unprocessable("json_invalid", List.of("body", at), JsonMistake.words(e));
        } catch (IOException e) {
            throw new Unprocessable("json_invalid", List.of("body", 0), "expected JSON in UTF-8: " + e.getMessage());
        }
    }

    /** What has no place in JSON again must not come in: it would fail where it is written, and far from here. */
    private static void checkPlain(@Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((key, member) -> {
                checkPlain(key);
                checkPlain(member);
            });
        } else if (value instanceof List<?> items) {
            items.forEach(JsonParsing::checkPlain);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            throw new Unprocessable(
                    "finite_number", List.of("body"), "expected numbers below 1.8e308, came a larger one");
        } else if (value instanceof String text && !isWellFormed(text)) {
            throw new Unprocessable("string_unicode", List.of("body"), "expected Unicode text, came half a character");
        }
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /** What a value is called in JSON. */
    public static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value instanceof List<?> ? "an array" : "an object";
    }
}
