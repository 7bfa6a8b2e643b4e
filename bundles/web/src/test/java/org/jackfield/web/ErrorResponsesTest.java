// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ErrorResponsesTest {
    private final ErrorResponses responses = new ErrorResponses();

    @BeforeAll
    static void startJersey() {
        JerseyApplication.of();
    }

    @Test
    void aRefusalIsAnErrorRecord() {
        Response response = responses.toResponse(new Refusal(409, "DeviceInUse", "it is"));
        assertThat(response.getStatus()).isEqualTo(409);
        assertThat(response.getMediaType()).hasToString("application/json");
        assertThat(error(response))
                .containsEntry("type", "DeviceInUse")
                .containsEntry("message", "it is")
                .containsEntry("origin", "framework")
                .containsEntry("context", Map.of())
                .containsKey("timestamp");
    }

    private static Map<String, Object> error(Response response) {
        Map<String, Object> error = new HashMap<>();
        ((Map<?, ?>) ((Map<?, ?>) response.getEntity()).get("error"))
                .forEach((key, value) -> error.put(key.toString(), value));
        return error;
    }

    @Test
    void whatTheProtocolRefusesIsADetail() {
        assertThat(responses.toResponse(new NotFoundException("/secret/path")).getEntity())
                .isEqualTo(Map.of("detail", "Not Found"));
        assertThat(responses.toResponse(new BadRequestException("inner words")).getEntity())
                .isEqualTo(Map.of("detail", "Bad Request"));
        assertThat(responses.toResponse(new WebApplicationException(415)).getStatus())
                .isEqualTo(415);
    }

    @Test
    void whatIsAllowedIsKept() {
        Response response = responses.toResponse(new NotAllowedException("no", new String[] {"GET", "HEAD"}));
        assertThat(response.getStatus()).isEqualTo(405);
        assertThat(response.getHeaderString("Allow")).contains("GET").contains("HEAD");
    }

    @Test
    void aRedirectionIsNoError() {
        RedirectionException elsewhere = new RedirectionException(303, URI.create("/elsewhere"));
        assertThat(responses.toResponse(elsewhere)).isSameAs(elsewhere.getResponse());
    }

    @Test
    void aFailureOfOursKeepsItsWordsToTheLog() {
        Response response = responses.toResponse(new IllegalStateException("provoked"));
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(error(response)).containsEntry("type", "IllegalStateException");
        assertThat(error(response).get("message")).asString().doesNotContain("provoked");
    }
}
