// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door in front of a real server, asked over plain sockets, which can say anything a browser could. */
@Timeout(60)
final class DoorTest {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final AtomicInteger served = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(new Door("bench3", "lab7.example.org"), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new Room(served)), "/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void aForeignNameGetsAnErrorBodyAndNothingElse() throws IOException {
        String answer = ask("GET", "/devices", "Host: evil.example:" + port());

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .containsIgnoringCase("Content-Type: application/json")
                .contains("{\"error\":{\"type\":\"HostRefused\"", "\"context\":{\"host\":\"evil.example\"}")
                .doesNotContain("Access-Control-Allow-Origin");
        assertThat(served).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "BENCH3", "lab7.example.org", "plot.localhost"})
    void ourOwnNamesAreServed(String name) throws IOException {
        assertThat(ask("GET", "/devices", "Host: " + name + ":" + port()))
                .startsWith("HTTP/1.1 200")
                .contains("Access-Control-Allow-Origin: *", "X-Content-Type-Options: nosniff", "seen /devices");
    }

    @Test
    void aClientOfTheOldDaysThatNamesNoHostIsServed() throws IOException {
        assertThat(send("GET /devices HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]"})
    void aPageOfOursMayPost(String name) throws IOException {
        String self = name + ":" + port();

        assertThat(ask("POST", "/devices", "Host: " + self, "Origin: http://" + self, "Content-Length: 0"))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("Access-Control");
    }

    @Test
    void aForeignPageMayNotPost() throws IOException {
        String answer = ask(
                "POST",
                "/devices",
                "Host: localhost:" + port(),
                "Origin: https://evil.example",
                "Content-Length: 5",
                "",
                "hello");

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("\"type\":\"OriginRefused\"", "https://evil.example")
                .contains("X-Content-Type-Options: nosniff");
        assertThat(served).hasValue(0);
    }

    @Test
    void aPreflightIsAnsweredAtTheDoor() throws IOException {
        String answer = ask(
                "OPTIONS",
                "/stream/devices/pm1",
                "Host: localhost:" + port(),
                "Origin: https://plots.example",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: last-event-id");

        assertThat(answer)
                .startsWith("HTTP/1.1 204")
                .contains("Access-Control-Allow-Origin: https://plots.example")
                .contains("Access-Control-Allow-Headers: last-event-id")
                .contains("Vary: Origin");
        assertThat(served).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/system/console",
                "/%73ystem/console",
                "/devices/../system/console",
                "/devices/%2e%2e/system/console",
                "//system/console",
                "/system;x=y/console"
            })
    void noSpellingOfItsPathOpensTheConsoleToForeignPages(String path) throws IOException {
        String answer = ask("GET", path, "Host: localhost:" + port(), "Origin: https://evil.example");

        if (answer.contains("seen /system/console")) {
            assertThat(answer).contains("X-Frame-Options: SAMEORIGIN").doesNotContain("Access-Control-Allow-Origin");
        } else {
            assertThat(answer).containsAnyOf("HTTP/1.1 400", "seen //system/console");
        }
    }

    @Test
    void theHeadersAreThereWhateverTheRoomBehindAnswers() throws IOException {
        assertThat(ask("GET", "/error", "Host: localhost:" + port()))
                .startsWith("HTTP/1.1 404")
                .contains("Access-Control-Allow-Origin: *", "X-Content-Type-Options: nosniff");
    }

    @Test
    void traceIsNotServed() throws IOException {
        assertThat(ask("TRACE", "/devices", "Host: localhost:" + port(), "Cookie: secret"))
                .startsWith("HTTP/1.1 405")
                .contains("Allow: GET")
                .doesNotContain("secret");
        assertThat(served).hasValue(0);
    }

    private int port() {
        return connector.getLocalPort();
    }

    private String ask(String method, String path, String... lines) throws IOException {
        return send(
                method + " " + path + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** Says what path it was asked for. */
    private static final class Room extends HttpServlet {
        private final AtomicInteger served;

        private Room(AtomicInteger served) {
            this.served = served;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            served.incrementAndGet();
            if ("/error".equals(request.getPathInfo())) {
                response.sendError(404);
            } else {
                response.getWriter().print("seen " + request.getPathInfo());
            }
        }
    }
}
