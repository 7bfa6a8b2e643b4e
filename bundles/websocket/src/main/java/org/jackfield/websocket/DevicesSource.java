// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jackfield.web.names.DevicePatterns;
import org.jackfield.web.read.SharedCbor;
import org.jackfield.web.read.StreamQuery;
import org.jspecify.annotations.Nullable;

/** Many devices in one order; the client says which, and changes its mind while they stream. */
final class DevicesSource implements Source {
    private static final Set<String> SUBSCRIBE = Set.of("type", "devices", "view", "after", "last", "since");
    private static final Set<String> UNSUBSCRIBE = Set.of("type", "devices");

    private final DevicesReader reader;
    private final Format format;
    private final SharedCbor shared;
    private final Runnable onClose;

    DevicesSource(DevicesReader reader, Format format, SharedCbor shared, Runnable onClose) {
        this.reader = reader;
        this.format = format;
        this.shared = shared;
        this.onClose = onClose;
    }

    @Override
    public @Nullable Batch next() {
        return BatchBuilder.next(reader, format, shared);
    }

    @Override
    public List<String> devices() {
        return List.copyOf(reader.patterns());
    }

    @Override
    public long lag() {
        return reader.lag();
    }

    @Override
    public Map<String, Object> answer(String type, JsonNode message) {
        return switch (type) {
            case "subscribe" -> subscribe(message);
            case "unsubscribe" -> unsubscribe(message);
            default ->
                throw new IllegalArgumentException(
                        "expected a message of type subscribe, unsubscribe or ping, came " + type);
        };
    }

    private Map<String, Object> subscribe(JsonNode message) {
        known(message, SUBSCRIBE, "a subscribe message");
        List<String> patterns = patterns(message);
        JsonNode reduced = message.path("view");
        if (!reduced.isMissingNode() && !reduced.isObject()) {
            throw new IllegalArgumentException("view must be an object, was " + Conversation.shortened(reduced));
        }
        known(reduced, StreamQuery.VIEW, "a view");
        View view = new StreamQuery(name -> values(reduced, name)).view();
        StartAt start = new StreamQuery(name -> values(message, name)).start(StartAt::afterPosition);
        DevicePatterns.change(reader, patterns, List.of(), view, start);
        return told("subscribed");
    }

    private Map<String, Object> unsubscribe(JsonNode message) {
        known(message, UNSUBSCRIBE, "an unsubscribe message");
        DevicePatterns.change(reader, List.of(), patterns(message), View.WHOLE, StartAt.NOW);
        return told("unsubscribed");
    }

    /** All that is read now, whatever of it is new. */
    private Map<String, Object> told(String type) {
        Map<String, Object> answer = Conversation.told(type, "patterns", new TreeSet<>(reader.patterns()));
        answer.put("devices", new TreeSet<>(reader.deviceIds()));
        return answer;
    }

    private static List<String> patterns(JsonNode message) {
        JsonNode devices = message.path("devices");
        Set<String> patterns = new LinkedHashSet<>();
        devices.forEach(device -> patterns.add(device.isTextual() ? device.textValue() : ""));
        if (!devices.isArray() || patterns.isEmpty() || patterns.contains("")) {
            throw new IllegalArgumentException("devices must be names or patterns such as [\"pm1\",\"lab1-*\"], was "
                    + (devices.isMissingNode() ? "left out" : Conversation.shortened(devices)));
        }
        return List.copyOf(patterns);
    }

    private static void known(JsonNode object, Set<String> names, String what) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        what + " may have " + new TreeSet<>(names) + ", came " + Conversation.shortened(name));
            }
        });
    }

    private static List<String> values(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        (value.isArray() ? value : List.of(value)).forEach(one -> texts.add(one.asText()));
        return texts;
    }

    @Override
    public void close() {
        reader.close();
        onClose.run();
    }
}
