// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jackfield.web.JsonParsing;
import org.jackfield.web.Refusal;
import org.jackfield.web.names.DevicePatterns;

/** {@code /stream/connections/{connection}}: what a client with many devices reads is changed while it reads. */
@Path("connections/{connection}")
public final class SubscriptionResource {
    private static final Set<String> MEMBERS = Set.of("add", "remove");

    private final Subscriptions subscriptions;

    SubscriptionResource(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * {@code {"add":["pm3","lab2-*"],"remove":["pm1"]}}; what is added begins now. Changes are made one after
     * another, under this resource's monitor, so that two cannot together add more than either may.
     */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> change(@PathParam("connection") String name, InputStream body) {
        DevicesReader reader = subscriptions
                .find(name)
                .orElseThrow(
                        () -> new Refusal(404, "ConnectionNotFound", "No connection found with name: '" + name + "'"));
        Map<?, ?> change = parsed(body);
        List<String> added = patterns(change, "add");
        List<String> removed = patterns(change, "remove");
        synchronized (this) {
            try {
                DevicePatterns.change(reader, added, removed, View.WHOLE, StartAt.NOW);
            } catch (IllegalArgumentException e) {
                throw Asked.refused(e);
            }
            return Subscriptions.json(name, reader);
        }
    }

    private static Map<?, ?> parsed(InputStream body) {
        Map<?, ?> change = JsonParsing.object(body, false);
        change.keySet().forEach(member -> {
            if (!MEMBERS.contains(member)) {
                throw invalid("only add and remove are known, came '" + member + "'");
            }
        });
        return change;
    }

    private static List<String> patterns(Map<?, ?> change, String member) {
        Object value = change.containsKey(member) ? change.get(member) : List.of();
        if (!(value instanceof List<?> list)) {
            throw invalid(member + " must be a list such as [\"pm1\",\"lab1-*\"], came " + JsonParsing.kind(value));
        }
        List<String> patterns = new ArrayList<>();
        for (Object pattern : list) {
            if (!(pattern instanceof String text)) {
                throw invalid(member + " must hold names or patterns, came " + JsonParsing.kind(pattern));
            }
            patterns.add(text);
        }
        return patterns;
    }

    private static Refusal invalid(String message) {
        return new Refusal(400, "InvalidRequest", message);
    }
}
