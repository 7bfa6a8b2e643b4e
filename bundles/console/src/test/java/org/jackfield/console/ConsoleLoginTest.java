// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jackfield.security.Administrator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The login on a real server, in the place where the console asks it. */
@Timeout(60)
final class ConsoleLoginTest {
    private static final Administrator ADMINISTRATOR =
            (name, password) -> name.equals(Administrator.NAME) && password.equals("right");

    private final ConsoleLogin login = new ConsoleLogin(ADMINISTRATOR);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Room(login)), "/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void aVisitorWithoutPasswordIsAskedForOne() throws Exception {
        HttpResponse<String> answer = get(null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Basic realm=\"Jackfield\", charset=\"UTF-8\"");
    }

    @Test
    void theAdministratorIsLetIn() throws Exception {
        assertThat(get("admin:right").body()).isEqualTo("welcome admin");
    }

    @Test
    void thePasswordThatEverybodyKnowsOpensNothing() throws Exception {
        assertThat(get("admin:admin").statusCode()).isEqualTo(401);
    }

    @Test
    void onlyTheAdministratorHasRights() {
        assertThat(login.authorize(Administrator.NAME, "any")).isTrue();
        assertThat(login.authorize("somebody", "any")).isFalse();
    }

    private HttpResponse<String> get(@Nullable String credentials) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/"));
        if (credentials != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    /** Does as the console does. */
    private static final class Room extends HttpServlet {
        private final ConsoleLogin login;

        private Room(ConsoleLogin login) {
            this.login = login;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Object user = login.authenticate(request, response);
            if (user != null) {
                response.getWriter().print("welcome " + user);
            }
        }
    }
}
