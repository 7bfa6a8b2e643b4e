// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private final Server server = new Server(0);

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        DashboardServlet servlet = new DashboardServlet(new Dashboards(folder.resolve("dashboards")));
        context.addServlet(new ServletHolder(servlet), "/ui/dashboards/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void whatWasPutIsThereForEverybody() throws Exception {
        assertThat(send("GET", "", "").body()).isEqualTo("{\"dashboards\":[]}");
        assertThat(send("PUT", "/wall", "{\"tiles\":[]}").statusCode()).isEqualTo(204);
        assertThat(send("PUT", "/wall", "{\"tiles\":[{\"device\":\"pm1\"}]}").statusCode())
                .isEqualTo(204);
        assertThat(send("GET", "", "").body()).isEqualTo("{\"dashboards\":[\"wall\"]}");
        assertThat(send("GET", "/wall", "").body()).isEqualTo("{\"tiles\":[{\"device\":\"pm1\"}]}");
        assertThat(send("DELETE", "/wall", "").statusCode()).isEqualTo(204);
        assertThat(send("GET", "/wall", "").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/wall", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"tiles\":1}", "{\"tiles\":[]} more", "no JSON"})
    void whatIsNoDashboardIsRefused(String body) throws Exception {
        assertThat(send("PUT", "/wall", body).statusCode()).isEqualTo(400);
        assertThat(folder.resolve("dashboards")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.hidden", "/a%20b", "/a/b", "/%252e%252e"})
    void aNameThatCouldBeAnotherFileIsRefused(String name) throws Exception {
        assertThat(send("PUT", name, "{\"tiles\":[]}").statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsTooLargeOrTooDeepIsRefused() throws Exception {
        String large = "{\"tiles\":[\"" + "x".repeat(Dashboards.MAX_BYTES) + "\"]}";
        assertThat(send("PUT", "/wall", large).body()).contains("at most 65536 bytes");
        String deep = "{\"tiles\":" + "[".repeat(100) + "]".repeat(100) + "}";
        assertThat(send("PUT", "/wall", deep).statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyFillsTheDisk() throws Exception {
        Files.createDirectories(folder.resolve("dashboards"));
        for (int i = 0; i < Dashboards.MOST; i++) {
            Files.writeString(folder.resolve("dashboards").resolve("d" + i + ".json"), "{\"tiles\":[]}");
        }
        assertThat(send("PUT", "/one-more", "{\"tiles\":[]}").body()).contains("at most 200");
        assertThat(send("PUT", "/d7", "{\"tiles\":[1]}").statusCode()).isEqualTo(204);
    }

    @Test
    void otherMethodsAreTold() throws Exception {
        HttpResponse<String> refused = send("POST", "/wall", "{}");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD, PUT, DELETE");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.getURI() + "ui/dashboards" + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
