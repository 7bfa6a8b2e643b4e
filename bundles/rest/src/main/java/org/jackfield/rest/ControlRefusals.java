// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.jackfield.control.ControlRefused;
import org.jackfield.web.ErrorResponses;
import org.jackfield.web.Refusal;

/** What devices and tasks refuse, with the status that says whose matter it is. Stateless. */
final class ControlRefusals implements ExceptionMapper<ControlRefused> {
    private final ErrorResponses responses = new ErrorResponses();

    @Override
    public Response toResponse(ControlRefused refused) {
        return responses.toResponse(new Refusal(status(refused), refused.error()));
    }

    private static int status(ControlRefused refused) {
        return switch (refused.reason()) {
            case UNKNOWN -> 404;
            case INVALID, DEVICE_REFUSED -> 400;
            case CONFLICT -> 409;
            case BUSY -> 503;
            case DEVICE_FAILED -> 500;
        };
    }
}
