// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.web.ErrorJson;

/** Why no WebSocket is opened, told in the form in which this server reports every error. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final Map<String, String> headers;

    /** @param type the error's name on the wire */
    Refusal(int status, String type, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.headers = Map.copyOf(headers);
    }

    Refusal(int status, String type, String message) {
        this(status, type, message, Map.of());
    }

    void tell(HttpServletResponse response) throws IOException {
        ErrorRecord error = new ErrorRecord(type, String.valueOf(getMessage()), "framework", Instant.now(), Map.of());
        byte[] body = Format.JSON.write(Map.of("error", ErrorJson.of(error)));
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
