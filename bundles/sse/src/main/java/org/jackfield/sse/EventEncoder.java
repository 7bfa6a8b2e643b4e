// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.nio.charset.StandardCharsets;
import org.jackfield.web.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Events that resources build, as bytes: text as it is, anything else as JSON. */
final class EventEncoder {
    byte[] encode(OutboundSseEvent event) {
        StringBuilder text = new StringBuilder();
        comment(event.getComment(), text);
        field("id", event.getId(), text);
        field("event", event.getName(), text);
        if (event.isReconnectDelaySet()) {
            field("retry", String.valueOf(event.getReconnectDelay()), text);
        }
        if (event.getData() != null) {
            lines("data: ", data(event), text);
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** For clients that get JSON and no events: the data, with the event's name among its members. */
    byte[] line(OutboundSseEvent event) {
        ObjectNode line = JsonWriter.MAPPER.createObjectNode();
        line.put("event", event.getName());
        JsonNode data = JsonWriter.MAPPER.valueToTree(event.getData());
        if (data.isObject()) {
            line.setAll((ObjectNode) data);
        } else {
            line.set("data", data);
        }
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void comment(@Nullable String comment, StringBuilder text) {
        if (comment != null) {
            lines(": ", comment, text);
        }
    }

    private static void field(String name, @Nullable String value, StringBuilder text) {
        if (value == null) {
            return;
        }
        if (value.isEmpty() || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(
                    "an event's " + name + " is one line that is not empty, was '" + value + "'");
        }
        text.append(name).append(": ").append(value).append("\r\n");
    }

    private static void lines(String prefix, String value, StringBuilder text) {
        for (String line : value.split("\r\n|\r|\n", -1)) {
            text.append(prefix).append(line).append("\r\n");
        }
    }

    private static String data(OutboundSseEvent event) {
        Object data = event.getData();
        if (data instanceof String string && !MediaType.APPLICATION_JSON_TYPE.isCompatible(event.getMediaType())) {
            return string;
        }
        try {
            return JsonWriter.MAPPER.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "an event's data must be text or become JSON, this is " + data.getClass(), e);
        }
    }
}
