// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jackfield.web.JsonWriter;
import org.jackfield.web.Refusal;

/** {@code /stream/connections/{connection}}: what a client with many devices reads is changed while it reads. */
@Path("connections/{connection}")
public final class SubscriptionResource {
    private static final int MAX_BYTES = 256 * 1024;
    private static final Set<String> MEMBERS = Set.of("add", "remove");

    private final Subscriptions subscriptions;

    SubscriptionResource(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** {@code {"add":["pm3","lab2-*"],"remove":["pm1"]}}; what is added begins now. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> change(@PathParam("connection") String name, InputStream body) throws IOException {
        DevicesReader reader = subscriptions
                .find(name)
                .orElseThrow(
                        () -> new Refusal(404, "ConnectionNotFound", "No connection found with name: '" + name + "'"));
        JsonNode change = parsed(body);
        List<String> added = patterns(change, "add");
        List<String> removed = patterns(change, "remove");
        try {
            added.forEach(pattern -> reader.add(pattern, View.WHOLE, StartAt.NOW));
        } catch (IllegalArgumentException e) {
            throw Asked.refused(e);
        }
        removed.forEach(reader::remove);
        return Subscriptions.json(name, reader);
    }

    private static JsonNode parsed(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new Refusal(413, "InvalidRequest", "the body may have at most " + MAX_BYTES + " bytes, it has more");
        }
        JsonNode change;
        try {
            change = JsonWriter.MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new Refusal(422, "InvalidRequest", "the body must be JSON: " + e.getOriginalMessage());
        }
        if (!change.isObject()) {
            throw new Refusal(422, "InvalidRequest", "the body must be an object such as {\"add\":[\"pm1\"]}");
        }
        change.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                throw invalid("only add and remove are known, came '" + member + "'");
            }
        });
        return change;
    }

    private static List<String> patterns(JsonNode change, String member) {
        JsonNode list = change.path(member);
        if (list.isMissingNode()) {
            return List.of();
        }
        List<String> patterns = new ArrayList<>();
        list.forEach(pattern -> {
            if (!pattern.isTextual()) {
                throw invalid(member + " must hold names or patterns, came " + pattern.getNodeType());
            }
            patterns.add(pattern.textValue());
        });
        if (!list.isArray()) {
            throw invalid(member + " must be a list such as [\"pm1\",\"lab1-*\"], came " + list.getNodeType());
        }
        return patterns;
    }

    private static Refusal invalid(String message) {
        return new Refusal(400, "InvalidRequest", message);
    }
}
