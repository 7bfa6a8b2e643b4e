// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** JSON as this house says it: what was asked for, or why not, in the form that all its errors have. */
final class Answer {
    private static final JsonMapper JSON = new JsonMapper();

    private Answer() {}

    static void send(HttpServletResponse response, Object plain) throws IOException {
        send(response, HttpServletResponse.SC_OK, JSON.writeValueAsBytes(plain));
    }

    static void send(HttpServletResponse response, byte[] json) throws IOException {
        send(response, HttpServletResponse.SC_OK, json);
    }

    static void refuse(HttpServletResponse response, int status, String type, String message) throws IOException {
        Map<String, Object> error = Map.of(
                "type",
                type,
                "message",
                message,
                "origin",
                "framework",
                "timestamp",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "context",
                Map.of());
        send(response, status, JSON.writeValueAsBytes(Map.of("error", error)));
    }

    private static void send(HttpServletResponse response, int status, byte[] json) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
