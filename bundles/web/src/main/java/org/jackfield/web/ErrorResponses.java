// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jackfield.stream.ErrorRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure becomes JSON: ours as an error record, the protocol's as a detail. */
public final class ErrorResponses implements ExceptionMapper<Throwable> {
    private static final int RETRY_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return toResponse(failure.getCause()); // of a resource that answers later
        }
        if (failure instanceof Refusal refusal) {
            Response.ResponseBuilder response = Response.status(refusal.status());
            if (refusal.status() == 429 || refusal.status() == 503) {
                response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            }
            return json(response, ErrorJson.body(refusal.error()));
        }
        if (failure instanceof Unprocessable unprocessable) {
            return json(Response.status(422), unprocessable.body());
        }
        if (failure instanceof WebApplicationException refused) {
            return protocol(refused);
        }
        LOG.error("a request has failed", failure);
        ErrorRecord error = new ErrorRecord(
                failure.getClass().getSimpleName(),
                "the request has failed on our side; the log says why",
                "framework",
                Instant.now(),
                Map.of());
        return json(Response.serverError(), ErrorJson.body(error));
    }

    private static Response protocol(WebApplicationException refused) {
        Response given = refused.getResponse();
        if (given.getStatus() < 400) {
            return given;
        }
        Response.ResponseBuilder response = Response.status(given.getStatus());
        Object allow = given.getHeaders().getFirst(HttpHeaders.ALLOW);
        if (allow != null) {
            response.header(HttpHeaders.ALLOW, allow);
        }
        return json(response, Map.of("detail", detail(refused)));
    }

    private static String detail(WebApplicationException refused) {
        if (refused instanceof NotFoundException) {
            return "Not Found";
        }
        if (refused instanceof NotAllowedException) {
            return "Method Not Allowed";
        }
        return refused.getResponse().getStatusInfo().getReasonPhrase();
    }

    private static Response json(Response.ResponseBuilder response, Map<String, ?> body) {
        return response.type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
    }
}
