// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.CloseException;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a client that says something. Frames are heard by one thread at a time, questions answered by one
 * thread at a time, and no frame is heard while a question is open.
 */
final class Conversation {
    /** Messages in a row that a client may send in vain. */
    static final int MAX_ERRORS = 16;

    private static final int MAX_ECHO = 100;

    private final Inbound inbound;
    private final Format format;
    private int errors;

    /** Something that is to be answered. */
    interface Question {
        /** What the client is sent: the last thing ever, if it is a close frame. */
        List<Frame> answer(Source source);
    }

    /** @param format of the answers */
    Conversation(Inbound inbound, Format format) {
        this.inbound = inbound;
        this.format = format;
    }

    /**
     * What the frame asks, if it asks anything.
     *
     * @throws CloseException if the client may not go on
     */
    @Nullable
    Question hear(Frame frame) {
        inbound.count();
        return switch (frame.getOpCode()) {
            case OpCode.CLOSE, OpCode.PONG -> null;
            case OpCode.PING -> {
                ByteBuffer payload = ByteBuffer.wrap(BufferUtil.toArray(frame.getPayload()));
                yield source -> List.of(new Frame(OpCode.PONG, payload));
            }
            default -> {
                Inbound.Message message = inbound.take(frame);
                if (message == null) {
                    yield null;
                }
                yield source -> answer(message, source);
            }
        };
    }

    private List<Frame> answer(Inbound.Message message, Source source) {
        Map<String, Object> answer = words(message, source);
        if (errors <= MAX_ERRORS) {
            return BatchBuilder.of(format, format.write(answer)).frames();
        }
        String reason = "more than " + MAX_ERRORS + " messages in a row could not be understood";
        return List.of(new CloseStatus(CloseStatus.POLICY_VIOLATION, reason).toFrame());
    }

    private Map<String, Object> words(Inbound.Message message, Source source) {
        try {
            Map<String, Object> answer =
                    words(message.format().read(message.bytes().array()), source);
            errors = 0;
            return answer;
        } catch (IllegalArgumentException e) {
            errors++;
            return told("error", "message", String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> words(JsonNode message, Source source) {
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
