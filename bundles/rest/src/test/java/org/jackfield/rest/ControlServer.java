// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.stream.DeviceState;

/** The whole control plane on a real server, before doubles of the services: the device {@code pm1} to begin with. */
final class ControlServer implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final TestStreams streams = new TestStreams();
    final TestDevices devices = new TestDevices();
    final TestInventory inventory = new TestInventory();
    final TestTasks tasks = new TestTasks();
    final TestDrivers drivers = new TestDrivers();
    final TestHealth health = new TestHealth();
    final RestServlet servlet;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    ControlServer(Duration patience, Duration idle) throws Exception {
        serve(new TestDevice("pm1", "PowerMeter"));
        inventory.changed = changed -> devices.byId.get(changed.deviceId()).begin(DeviceState.CONNECTED);
        inventory.put(new DeviceConfiguration("pm1", "PowerMeter", Map.of("rate", 10)));
        servlet = new RestServlet(
                "1.2.3",
                Clock.fixed(TestDevice.TIME, ZoneOffset.UTC),
                patience,
                new RestServlet.Services(
                        streams,
                        devices,
                        inventory,
                        tasks,
                        drivers,
                        (name, password) -> password.equals("right"),
                        health));
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(holder, "/*");
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setUriCompliance(UriCompliance.from("DEFAULT,AMBIGUOUS_PATH_SEPARATOR,AMBIGUOUS_PATH_SEGMENT"));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(idle.toMillis());
        connector.setAcceptQueueSize(1024); // for hundreds of callers who come at once
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    ControlServer() throws Exception {
        this(Duration.ofSeconds(29), Duration.ofSeconds(30));
    }

    TestDevice serve(TestDevice device) {
        devices.byId.put(device.deviceId(), device);
        streams.add(device.deviceId(), device::info);
        return device;
    }

    TestDevice device() {
        return devices.byId.get("pm1");
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
        Documented.check(method, path, response);
        return response;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send("POST", path, body, headers);
    }

    CompletableFuture<HttpResponse<String>> postLater(String path, String body) {
        return CLIENT.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> delete(String path, String... headers) throws IOException, InterruptedException {
        return send("DELETE", path, "", headers);
    }

    /** A connection on which a client can stop wherever it wants. */
    Socket socket() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** The body of an answer that must have succeeded. */
    static JsonNode ok(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("Content-Type"))
                .as(response.body())
                .hasValue("application/json");
        return new ObjectMapper().readTree(response.body());
    }

    /** The error of an answer that must be a refusal. */
    static JsonNode refused(HttpResponse<String> response, int status, String type) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = json(response).get("error");
        assertThat(names(error)).containsExactly("type", "message", "origin", "timestamp", "context");
        assertThat(error.get("type").textValue()).isEqualTo(type);
        assertThat(error.get("message").textValue()).isNotBlank();
        return error;
    }

    static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
