// SPDX-License-Identifier: Apache-2.0
package org.jackfield.http;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HostHeaderCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives Jetty its connector, in place of Felix's own, which speaks no HTTP/2 without TLS and knows no bounds on
 * connections, but without which Felix starts no Jetty at all (it opens a port of its own choice for a moment). A
 * client that does not ask for HTTP/2 gets HTTP/1.1 on the same port.
 */
@Component(immediate = true) // before Jetty begins
@Designate(ocd = HttpConfig.class)
public final class ClearText implements ConnectorFactory {
    private static final Logger LOG = LoggerFactory.getLogger(ClearText.class);

    /** Connections that the kernel keeps until they are accepted; storms of clients come after a restart. */
    private static final int BACKLOG = 4096;

    private final String host;
    private final int port;
    private final HttpConfig config;
    private final BooleanSupplier isHouseReady;

    @Activate
    public ClearText(BundleContext context, HttpConfig config) {
        this(
                context.getProperty("jackfield.host"),
                Integer.parseInt(context.getProperty("jackfield.port")),
                config,
                new House(context, System::nanoTime));
    }

    ClearText(String host, int port, HttpConfig config, BooleanSupplier isHouseReady) {
        check("connections.max", config.connections_max(), 10, Integer.MAX_VALUE);
        check("connections.max.per.address", config.connections_max_per_address(), 1, Integer.MAX_VALUE);
        check("head.max.bytes", config.head_max_bytes(), 1024, 1 << 20);
        check("head.seconds", config.head_seconds(), 1, 3600);
        check("idle.seconds", config.idle_seconds(), 5, 86_400);
        check("http2.streams.max", config.http2_streams_max(), 1, 100_000);
        this.host = host;
        this.port = port;
        this.config = config;
        this.isHouseReady = isHouseReady;
        prepareHeaders();
        OpenFiles.limit().stream()
                .mapToObj(limit -> OpenFiles.advice(limit, config.connections_max()))
                .forEach(advice -> advice.ifPresent(LOG::warn));
    }

    /** In HTTP/2 a request can name its host twice; who checks one of them must not be told another by the other. */
    private static Request refuseTwoHosts(Request request, HttpFields.Mutable response) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        String authority = request.getHttpURI().getAuthority();
        if (host != null && authority != null && !host.equalsIgnoreCase(authority)) {
            throw new BadMessageException(
                    "the Host header must be what :authority is, '" + authority + "', was '" + host + "'");
        }
        return request;
    }

    /**
     * Jetty looks once, by the thread's class loader, for how headers are written in HTTP/2; in OSGi it would find
     * nothing there, and every response would fail.
     */
    private static void prepareHeaders() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(PreEncodedHttpField.class.getClassLoader());
        try {
            PreEncodedHttpField unused = new PreEncodedHttpField(HttpHeader.SERVER, "");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", was " + value);
        }
    }

    @Override
    public Connector createConnector(Server server) {
        for (Connector other : server.getConnectors()) {
            takeAway(other, server);
        }
        server.setErrorHandler(new JsonErrors());
        return connector(server);
    }

    private static void takeAway(Connector other, Server server) {
        try {
            other.stop();
        } catch (Exception e) { // Jetty's signature
            throw new IllegalStateException("the connector " + other + " does not make room for ours", e);
        }
        server.removeConnector(other);
    }

    private Connector connector(Server server) {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(config.head_max_bytes());
        http.setSendServerVersion(false);
        http.addCustomizer(ClearText::refuseTwoHosts);
        http.addCustomizer(new HostHeaderCustomizer()); // whoever asks for the host finds it where HTTP/1.1 has it
        HTTP2CServerConnectionFactory http2 = new HTTP2CServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(config.http2_streams_max());
        http2.setStreamIdleTimeout(Duration.ofSeconds(config.idle_seconds()).toMillis());
        ServerConnector connector = new LateConnector(server, isHouseReady, new HttpConnectionFactory(http), http2);
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(Duration.ofSeconds(config.idle_seconds()).toMillis());
        connector.addBean(new NetworkConnectionLimit(config.connections_max(), connector));
        connector.addBean(new Strangers(
                connector, config.connections_max_per_address(), Duration.ofSeconds(config.head_seconds())));
        return connector;
    }
}
