// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.Drivers;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.web.ErrorJson;

/** What a client is told when a driver's fate is decided, or when that takes too long. Immutable. */
final class DriverAnswers {
    private final Drivers drivers;
    private final Answers answers;

    DriverAnswers(Drivers drivers, Duration patience) {
        this.drivers = drivers;
        answers = new Answers(patience);
    }

    /** The answer to the decision, or how things are when patience ends; no thread waits for either. */
    CompletionStage<Response> to(
            CompletionStage<DriverEntry> decision, String name, Function<DriverEntry, Response> answer) {
        return answers.to(decision, answer, () -> pending(name));
    }

    private Response pending(String name) {
        return drivers.find(name)
                .map(entry -> Response.accepted(DriverJson.of(entry)).build())
                .orElseGet(() -> Response.accepted().build());
    }

    /** The verdict in full, with an error if that is what it is. */
    static Response verdict(DriverEntry entry, int statusIfAccepted) {
        return switch (entry.verdict()) {
            case REJECTED -> rejected(entry);
            case WAITING -> Response.accepted(DriverJson.of(entry)).build();
            case UNCHANGED -> Response.ok(DriverJson.of(entry)).build();
            case ACCEPTED ->
                Response.status(statusIfAccepted).entity(DriverJson.of(entry)).build();
        };
    }

    private static Response rejected(DriverEntry entry) {
        ErrorRecord error = new ErrorRecord(
                "DriverRejected", entry.reason(), "framework", Instant.now(), Map.of("name", entry.name()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", ErrorJson.of(error));
        body.put("driver", DriverJson.of(entry));
        return Response.status(422).entity(body).build();
    }
}
