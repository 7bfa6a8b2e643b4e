// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jackfield.web.read.ClientLimits;
import org.jackfield.web.read.Visit;

/** The servlet of the streams, served by a real Jetty to real sockets. */
final class TestServer implements AutoCloseable {
    /** Quick to look, so that tests need not wait, and as patient as no test is. */
    static final Pace PATIENT = pace(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    final TestStreams streams = new TestStreams();
    final List<WriterLoop> loops;
    final DeviceBroadcasters broadcasters;
    final ConnectedClients clients;
    final StreamServlet servlet;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    static Pace pace(Duration ping, Duration comment, Duration stalled) {
        return new Pace(Duration.ofMillis(10), ping, comment, stalled, Duration.ofSeconds(10));
    }

    TestServer(Way way, Pace pace, Object... resources) throws Exception {
        this(new ClientLimits(1_000, 1_000), way, pace, resources);
    }

    /** With a bound on its clients. */
    TestServer(ClientLimits limits, Way way, Pace pace, Object... resources) throws Exception {
        loops = List.of(new WriterLoop("writer-0", pace), new WriterLoop("writer-1", pace));
        clients = new ConnectedClients(loops, limits);
        broadcasters = new DeviceBroadcasters(streams, loops, new EventEncoder());
        servlet = new StreamServlet(clients, way::outlet, broadcasters, resources);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/stream/*");
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(1024); // many come at once
        connector.setIdleTimeout(Duration.ofMinutes(1).toMillis());
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    /** Of a client that nobody counts. */
    static Visit visit() {
        return new Visit("sse", "sse", "127.0.0.1", Instant.EPOCH);
    }

    TestClient connect(String path, String... headers) throws IOException {
        return TestClient.send(connector.getLocalPort(), "GET", path, headers);
    }

    TestClient send(String method, String path, String... headers) throws IOException {
        return TestClient.send(connector.getLocalPort(), method, path, headers);
    }

    /** How many clients are written to. */
    int connections() {
        return loops.stream().mapToInt(WriterLoop::size).sum();
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        servlet.stop();
    }
}
