// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

class TagsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private final Server server = new Server(0);

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        TagServlet servlet = new TagServlet(new Tags(folder.resolve("data/tags.json")));
        context.addServlet(new ServletHolder(servlet), "/ui/tags/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void whatADeviceIsTaggedWithIsThereForEverybody() throws Exception {
        assertThat(send("GET", "", "").body()).isEqualTo("{\"tags\":{}}");
        assertThat(send("PUT", "/pm1", "[\" lab 1\", \"laser\", \"laser\"]").statusCode())
                .isEqualTo(204);
        assertThat(send("PUT", "/daq1", "[\"lab 1\"]").statusCode()).isEqualTo(204);
        assertThat(send("GET", "", "").body())
                .isEqualTo("{\"tags\":{\"daq1\":[\"lab 1\"],\"pm1\":[\"lab 1\",\"laser\"]}}");
        assertThat(send("PUT", "/pm1", "[]").statusCode()).isEqualTo(204);
        assertThat(send("GET", "", "").body()).isEqualTo("{\"tags\":{\"daq1\":[\"lab 1\"]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[\"\"]", "[null]", "[1, {}]", "no JSON", "null"})
    void whatIsNoListOfWordsIsRefusedInWords(String body) throws Exception {
        HttpResponse<String> response = send("PUT", "/pm1", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"InvalidTags\"").contains("tag");
    }

    @Test
    void nobodyCanFillTheDisk() throws Exception {
        assertThat(send("PUT", "/pm1", "[\"" + "x".repeat(41) + "\"]").statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", "/pm1", "[\"" + "x".repeat(Tags.MAX_BYTES) + "\"]")
                        .body())
                .contains("at most " + Tags.MAX_BYTES);
        assertThat(send("PUT", "/pm1", "['1','2','3','4','5','6','7','8','9','10','11','12','13']".replace('\'', '"'))
                        .body())
                .contains("at most " + Tags.MOST_OF_ONE);
        assertThat(send("PUT", "/%2e%2e%5cpasswd", "[\"a\"]").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/pm1", "[]").statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getURI().getPort() + "/ui/tags" + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
