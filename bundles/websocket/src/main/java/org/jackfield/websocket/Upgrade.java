// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/**
 * Turns a request into a WebSocket, by Jetty's core: its servlet API speaks strings, which would be encoded for
 * each client again, and is set up for a context while that starts.
 */
final class Upgrade {
    private static final Executor NOBODY = Runnable::run; // asked by extensions alone, of which there are none

    private final WebSocketMappings jetty =
            new WebSocketMappings(new WebSocketComponents(null, null, null, null, null, NOBODY));
    private final Configuration.Customizer bounds;

    /** @param silence after which Jetty ends a connection by itself, should it ever come to that */
    Upgrade(Duration silence) {
        bounds = session -> {
            // Without it a frame of no known kind is kept in memory whatever its length.
            session.setAutoFragment(false);
            session.setMaxFrameSize(BatchBuilder.PIECE_BYTES);
            session.setIdleTimeout(silence);
        };
    }

    /** Whether the request asks for it in all ways that it must. */
    static boolean isWanted(HttpServletRequest request) {
        return request.getProtocol().equals("HTTP/1.1")
                && has(request, "Upgrade", "websocket")
                && has(request, "Connection", "upgrade")
                && "13".equals(request.getHeader("Sec-WebSocket-Version"))
                && request.getHeader("Sec-WebSocket-Key") != null;
    }

    private static boolean has(HttpServletRequest request, String header, String token) {
        String value = request.getHeader(header);
        return value != null
                && List.of(value.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)).contains(token);
    }

    /** Answers the request. When this has returned, the socket is the handler's. */
    void to(FrameHandler handler, HttpServletRequest request) throws IOException {
        WebSocketNegotiator negotiator = (asked, answer, callback) -> {
            answer.setExtensions(List.of()); // compressed for each client, what is sent could not be shared
            return handler;
        };
        ServletContextRequest core = ServletContextRequest.getServletContextRequest(request);
        try (Blocker.Callback answered = Blocker.callback()) {
            if (!jetty.upgrade(negotiator, core, core.getServletContextResponse(), answered, bounds)) {
                answered.succeeded();
                throw new IOException("Jetty did not take this request for one of a WebSocket: " + core);
            }
            answered.block();
        }
    }
}
