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
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jackfield.security.Administrator;
import org.jackfield.web.JerseyApplication;

/** The routes of drivers on a real server, whose administrator's password is {@code right}. */
final class DriversServer implements AutoCloseable {
    static final String ADMINISTRATOR = basic("admin:right");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final TestDrivers drivers = new TestDrivers();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    DriversServer(Duration patience) throws Exception {
        Administrator administrator = (name, password) -> name.equals(Administrator.NAME) && password.equals("right");
        ServletHolder holder = new ServletHolder(new ServletContainer(
                JerseyApplication.of(new DriversResource(drivers, patience), new AdministratorFilter(administrator))));
        holder.setAsyncSupported(true);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(holder, "/*");
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> asAdministrator(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).header("Authorization", ADMINISTRATOR).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> asAdministrator(String method, String path) throws IOException, InterruptedException {
        return asAdministrator(method, path, BodyPublishers.noBody());
    }

    /** A connection on which a client can stop wherever it wants. */
    Socket socket() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    static void assertRefused(HttpResponse<String> response, int status, String type) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = json(response).get("error");
        assertThat(error.get("type").textValue()).isEqualTo(type);
        assertThat(error.get("message").textValue()).isNotBlank();
        assertThat(error.get("origin").textValue()).isEqualTo("framework");
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
