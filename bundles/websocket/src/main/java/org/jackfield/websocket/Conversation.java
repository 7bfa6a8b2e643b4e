// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said to a client that says something. One thread at a time. */
final class Conversation {
    /** Messages in a row that a client may send in vain. */
    static final int MAX_ERRORS = 16;

    private static final int MAX_ECHO = 100;

    private int errors;

    /** The answer, always one. */
    Map<String, Object> answer(Inbound.Message message, Source source) {
        try {
            Map<String, Object> answer =
                    answer(message.format().read(message.bytes().array()), source);
            errors = 0;
            return answer;
        } catch (IllegalArgumentException e) {
            errors++;
            return told("error", "message", String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> answer(JsonNode message, Source source) {
        JsonNode type = message.path("type");
        if (!type.isTextual()) {
            throw new IllegalArgumentException(
                    "expected an object with a type, such as {\"type\":\"ping\"}, came " + shortened(message));
        }
        if (type.textValue().equals("ping")) {
            return Map.of("type", "pong");
        }
        return source.answer(shortened(type), message);
    }

    /** Whether it talks nonsense only. */
    boolean isHopeless() {
        return errors > MAX_ERRORS;
    }

    /** A message of that type. */
    static Map<String, Object> told(String type, String name, Object value) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put(name, value);
        return message;
    }

    static String shortened(JsonNode node) {
        return shortened(node.isTextual() ? node.textValue() : node.toString());
    }

    static String shortened(String text) {
        return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO) + "…";
    }
}
