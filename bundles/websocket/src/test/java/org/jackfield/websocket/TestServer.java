// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jackfield.web.read.ClientLimits;

/** The servlet of the sockets, served by a real Jetty to real sockets, with time that the test makes pass. */
final class TestServer implements AutoCloseable {
    static final Duration PING = Duration.ofSeconds(15);
    static final Duration STALLED = Duration.ofSeconds(30);

    final TestStreams streams = new TestStreams();
    final ClientLimits limits;
    final Clients clients;
    final StreamSockets servlet;
    private final AtomicLong passed = new AtomicLong();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    TestServer() throws Exception {
        this(new ClientLimits(1_000, 1_000));
    }

    TestServer(ClientLimits limits) throws Exception {
        this.limits = limits;
        clients = new Clients(
                new Pace(Duration.ofMillis(5), PING, STALLED, Duration.ofSeconds(10)),
                () -> System.nanoTime() + passed.get());
        servlet = new StreamSockets(streams, limits, clients);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(servlet), "/ws/*");
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Makes time pass. */
    void pass(Duration time) {
        passed.addAndGet(time.toNanos());
    }

    JdkClient connect(String path) {
        return JdkClient.connect(port(), path);
    }

    RawClient raw(String path) throws Exception {
        return RawClient.connect(port(), path);
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
        servlet.stop();
    }
}
