// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final String SCRIPT = "let jackfield;".repeat(50);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Server SERVER = new Server(0);

    @BeforeAll
    static void start() throws Exception {
        PageFiles files = new PageFiles(Map.of(
                "index.html", file("index.html", "<!doctype html>"),
                "assets/app-1a2b.js", file("assets/app-1a2b.js", SCRIPT)));
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(new FilterHolder(new FrontDoor(files)), "/", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new PageServlet(files)), "/ui/*");
        context.addServlet(new ServletHolder(new Programs()), "/*");
        SERVER.setHandler(context);
        SERVER.start();
    }

    private static PageFile file(String path, String content) throws IOException {
        return new PageFile(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Whoever answers programs. */
    private static final class Programs extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("{}");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/html"
            })
    void browsersAreShownThePage(String accepted) throws Exception {
        HttpResponse<byte[]> page = send("/", "Accept", accepted);
        assertThat(text(page)).isEqualTo("<!doctype html>");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/html")
                .containsIgnoringCase("charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/json, text/html;q=0.5"})
    void programsGoOnToWhoAnswersThem(String accepted) throws Exception {
        assertThat(text(send("/", "Accept", accepted))).isEqualTo("{}");
        assertThat(text(send("/"))).isEqualTo("{}");
    }

    @Test
    void whatAnAssetHoldsNeverChangesUnderItsName() throws Exception {
        HttpResponse<byte[]> script = send("/ui/assets/app-1a2b.js");
        assertThat(text(script)).isEqualTo(SCRIPT);
        assertThat(script.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(script.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
    }

    @Test
    void aBrowserThatUnderstandsItIsSentLess() throws Exception {
        HttpResponse<byte[]> script = send("/ui/assets/app-1a2b.js", "Accept-Encoding", "gzip, deflate, br");
        assertThat(script.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(script.body()).hasSizeLessThan(SCRIPT.length());
        assertThat(new GZIPInputStream(new ByteArrayInputStream(script.body())).readAllBytes())
                .isEqualTo(SCRIPT.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aBrowserThatHasItAlreadyIsToldSo() throws Exception {
        String tag = send("/ui/").headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again = send("/ui/", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/assets/other.js", "/ui/page", "/ui/assets/", "/ui/..%2fapp"})
    void whatWasNotBuiltIsNotThere(String path) throws Exception {
        assertThat(send(path).statusCode()).isIn(400, 404);
    }

    @Test
    void aBundleWithoutAPageIsRefused() {
        assertThatThrownBy(() -> new PageFiles(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("index.html");
    }

    private static HttpResponse<byte[]> send(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(SERVER.getURI().resolve(URI.create(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
