// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
    @TempDir
    Path folder;

    @AutoClose
    private ServletServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ServletServer("/ui/tags", new TagServlet(new Tags(folder.resolve("data/tags.json"))));
    }

    @Test
    void whatADeviceIsTaggedWithIsThereForEverybody() throws Exception {
        assertThat(server.send("GET", "", "").body()).isEqualTo("{\"tags\":{}}");
        assertThat(server.send("PUT", "/pm1", "[\" lab 1\", \"laser\", \"laser\"]")
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.send("PUT", "/daq1", "[\"lab 1\"]").statusCode()).isEqualTo(204);
        assertThat(server.send("GET", "", "").body())
                .isEqualTo("{\"tags\":{\"daq1\":[\"lab 1\"],\"pm1\":[\"lab 1\",\"laser\"]}}");
        assertThat(server.send("PUT", "/pm1", "[]").statusCode()).isEqualTo(204);
        assertThat(server.send("GET", "", "").body()).isEqualTo("{\"tags\":{\"daq1\":[\"lab 1\"]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[\"\"]", "[null]", "[1, {}]", "no JSON", "null"})
    void whatIsNoListOfWordsIsRefusedInWords(String body) throws Exception {
        HttpResponse<String> response = server.send("PUT", "/pm1", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"InvalidTags\"").contains("tag");
    }

    @Test
    void nobodyCanFillTheDisk() throws Exception {
        assertThat(server.send("PUT", "/pm1", "[\"" + "x".repeat(41) + "\"]").statusCode())
                .isEqualTo(400);
        assertThat(server.send("PUT", "/pm1", "[\"" + "x".repeat(Tags.MAX_BYTES) + "\"]")
                        .body())
                .contains("at most " + Tags.MAX_BYTES);
        assertThat(server.send(
                                "PUT",
                                "/pm1",
                                "['1','2','3','4','5','6','7','8','9','10','11','12','13']".replace('\'', '"'))
                        .body())
                .contains("at most " + Tags.MOST_OF_ONE);
        assertThat(server.send("PUT", "/%2e%2e%5cpasswd", "[\"a\"]").statusCode())
                .isEqualTo(400);
        assertThat(server.send("POST", "/pm1", "[]").statusCode()).isEqualTo(405);
    }
}
