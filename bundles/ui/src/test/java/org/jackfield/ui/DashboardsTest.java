// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardsTest {
    @TempDir
    Path folder;

    @AutoClose
    private ServletServer server;

    @BeforeEach
    void start() throws Exception {
        server =
                new ServletServer("/ui/dashboards", new DashboardServlet(new Dashboards(folder.resolve("dashboards"))));
    }

    @Test
    void whatWasPutIsThereForEverybody() throws Exception {
        assertThat(server.send("GET", "", "").body()).isEqualTo("{\"dashboards\":[]}");
        assertThat(server.send("PUT", "/wall", "{\"tiles\":[]}").statusCode()).isEqualTo(204);
        assertThat(server.send("PUT", "/wall", "{\"tiles\":[{\"device\":\"pm1\"}]}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.send("GET", "", "").body()).isEqualTo("{\"dashboards\":[\"wall\"]}");
        assertThat(server.send("GET", "/wall", "").body()).isEqualTo("{\"tiles\":[{\"device\":\"pm1\"}]}");
        assertThat(server.send("DELETE", "/wall", "").statusCode()).isEqualTo(204);
        assertThat(server.send("GET", "/wall", "").statusCode()).isEqualTo(404);
        assertThat(server.send("DELETE", "/wall", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"tiles\":1}", "{\"tiles\":[]} more", "no JSON"})
    void whatIsNoDashboardIsRefused(String body) throws Exception {
        assertThat(server.send("PUT", "/wall", body).statusCode()).isEqualTo(400);
        assertThat(folder.resolve("dashboards")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.hidden", "/a%20b", "/a/b", "/%252e%252e"})
    void aNameThatCouldBeAnotherFileIsRefused(String name) throws Exception {
        assertThat(server.send("PUT", name, "{\"tiles\":[]}").statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsTooLargeOrTooDeepIsRefused() throws Exception {
        String large = "{\"tiles\":[\"" + "x".repeat(Dashboards.MAX_BYTES) + "\"]}";
        assertThat(server.send("PUT", "/wall", large).body()).contains("at most 65536 bytes");
        String deep = "{\"tiles\":" + "[".repeat(100) + "]".repeat(100) + "}";
        assertThat(server.send("PUT", "/wall", deep).statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyFillsTheDisk() throws Exception {
        Files.createDirectories(folder.resolve("dashboards"));
        for (int i = 0; i < Dashboards.MOST; i++) {
            Files.writeString(folder.resolve("dashboards").resolve("d" + i + ".json"), "{\"tiles\":[]}");
        }
        assertThat(server.send("PUT", "/one-more", "{\"tiles\":[]}").body()).contains("at most 200");
        assertThat(server.send("PUT", "/d7", "{\"tiles\":[1]}").statusCode()).isEqualTo(204);
    }

    @Test
    void otherMethodsAreTold() throws Exception {
        HttpResponse<String> refused = server.send("POST", "/wall", "{}");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD, PUT, DELETE");
    }
}
