// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jackfield.web.Refusal;
import org.jackfield.web.read.ClientLimits;
import org.jackfield.web.read.Visit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a resource method that asks for an {@link SseEventSink} one of ours. */
final class EventSinks implements ValueParamProvider {
    /** The request's attribute that is the request itself. */
    static final String REQUEST = "org.jackfield.sse.request";

    /** The request's attribute that is what it asks for. */
    private static final String ASKED = "org.jackfield.sse.asked";

    private static final Logger LOG = LoggerFactory.getLogger(EventSinks.class);
    private static final boolean JETTY = hasJetty();

    private final ConnectedClients clients;
    private final EventEncoder encoder;
    private final Function<AsyncContext, Outlet> outlets;
    private final AtomicInteger made = new AtomicInteger();

    EventSinks(ConnectedClients clients, EventEncoder encoder, Function<AsyncContext, Outlet> outlets) {
        this.clients = clients;
        this.encoder = encoder;
        this.outlets = outlets;
    }

    private static boolean hasJetty() {
        try {
            Class.forName(
                    "org.eclipse.jetty.ee10.servlet.ServletContextRequest", false, EventSinks.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false; // another container; its servlet API is enough
        }
    }

    @Override
    public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        return parameter.getRawType() == SseEventSink.class ? this::sink : null;
    }

    @Override
    public PriorityType getPriority() {
        return Priority.HIGH;
    }

    private SseEventSink sink(ContainerRequest jersey) {
        // Jersey's properties are the request's attributes; what it would inject is a proxy, which does not
        // lead to Jetty's own. By now it has suspended the request.
        if (!(jersey.getProperty(REQUEST) instanceof HttpServletRequest request)) {
            throw new IllegalStateException("the servlet has not told which request this is");
        }
        request.removeAttribute(REQUEST); // an open stream keeps its request's attributes
        Asked asked = Asked.of(jersey);
        request.setAttribute(ASKED, asked);
        String address = request.getRemoteAddr();
        Runnable leave = enter(address);
        AsyncContext context = request.getAsyncContext();
        List<WriterLoop> loops = clients.loops();
        WriterLoop loop = loops.get(Math.floorMod(made.getAndIncrement(), loops.size()));
        Outlet outlet = outlets.apply(context);
        Visit visit = new Visit("sse", asked.kind(), address, Instant.now());
        Connection connection =
                new Connection(asked.zipped() ? new GzipOutlet(outlet) : outlet, asked, visit, loop, encoder);
        connection.onEnd(cause -> leave.run());
        context.addListener(new Farewell(connection));
        return connection;
    }

    private Runnable enter(String address) {
        try {
            return clients.enter(address);
        } catch (ClientLimits.TooMany e) {
            throw new Refusal(e.isOfOneAddress() ? 429 : 503, "TooManyClients", String.valueOf(e.getMessage()));
        }
    }

    /** Begins the response. Response filters do not run for one that is never resumed. */
    static void headers(AsyncContext context) {
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        Asked asked = context.getRequest().getAttribute(ASKED) instanceof Asked known ? known : Asked.PLAIN;
        context.getRequest().removeAttribute(ASKED);
        response.setContentType(asked.format().mediaType());
        if (asked.format().isText()) {
            response.setCharacterEncoding("utf-8");
        }
        if (asked.zipped()) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Accel-Buffering", "no");
        if (context.getRequest().getProtocol().equals("HTTP/1.1")) {
            response.setHeader("Transfer-Encoding", "chunked"); // also where the connection is to be closed then
        }
    }

    /** Ends the response. */
    static void complete(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.trace("the container has ended the response first", e);
        }
    }

    /** The best way out that this container has. */
    static Outlet outlet(AsyncContext context) {
        return JETTY ? new JettyOutlet(context) : new ServletOutlet(context);
    }

    /** Hears from the container that the client has gone. */
    private record Farewell(Connection connection) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            connection.end(Optional.ofNullable(event.getThrowable()));
        }

        @Override
        public void onError(AsyncEvent event) {
            connection.end(Optional.ofNullable(event.getThrowable()));
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            connection.end(Optional.ofNullable(event.getThrowable()));
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Jersey starts it once, before this listener is there.
        }
    }
}
