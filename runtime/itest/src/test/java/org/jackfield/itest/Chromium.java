// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.jackfield.itest.RunningProduct.until;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A real browser without a window, told what to do through its DevTools protocol. One thread at a time asks;
 * the answers come on the WebSocket's.
 */
final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final WebSocket page;
    private final BlockingQueue<JsonNode> answers;
    private int calls;

    private Chromium(Process process, WebSocket page, BlockingQueue<JsonNode> answers) {
        this.process = process;
        this.page = page;
        this.answers = answers;
    }

    /** Starts one with an empty page; it talks to this machine only. */
    static Chromium start(Path folder) throws Exception {
        Process process = launch(folder);
        try {
            Path port = folder.resolve("profile").resolve("DevToolsActivePort");
            until("Chromium listens; what it says is in " + folder.resolve("output"), () -> {
                if (!process.isAlive()) {
                    throw new AssertionError("Chromium has ended: " + Files.readString(folder.resolve("output")));
                }
                return Files.exists(port) && Files.readAllLines(port).size() == 2;
            });
            BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
            AtomicReference<URI> address = new AtomicReference<>();
            until("Chromium has a page", () -> {
                page(Files.readAllLines(port).get(0)).ifPresent(address::set);
                return address.get() != null;
            });
            WebSocket page = HTTP.newWebSocketBuilder()
                    .buildAsync(address.get(), new Answers(answers))
                    .get(10, TimeUnit.SECONDS);
            return new Chromium(process, page, answers);
        } catch (Exception | AssertionError e) {
            end(process);
            throw e;
        }
    }

    private static Process launch(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox", // which it cannot have where tests run as root
                        "--disable-gpu",
                        "--window-size=1280,1000",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("TMPDIR", folder.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError("expected a browser named chromium on the PATH (apt-get install chromium)", e);
        }
    }

    private static Optional<URI> page(String port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        for (JsonNode target :
                JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body())) {
            if (target.path("type").asText().equals("page")) {
                return Optional.of(
                        URI.create(target.path("webSocketDebuggerUrl").asText()));
            }
        }
        return Optional.empty();
    }

    private static final class Answers implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> answers;
        private final StringBuilder begun = new StringBuilder();

        private Answers(BlockingQueue<JsonNode> answers) {
            this.answers = answers;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            begun.append(data);
            if (last) {
                answers.add(parse(begun.toString()));
                begun.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("expected JSON from Chromium, came " + text, e);
        }
    }

    /** Leaves the page it is on, and its connections, for another one. */
    void open(String url) throws Exception {
        JsonNode opened = call("Page.navigate", Map.of("url", url));
        if (opened.has("errorText")) {
            throw new AssertionError(url + " cannot be opened: " + opened);
        }
        until(url + " is loaded", () -> evaluate("document.readyState").asText().equals("complete"));
    }

    /** What a script in the page comes to. */
    JsonNode evaluate(String script) throws Exception {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(script + " failed: " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = ++calls;
        String message = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        page.sendText(message, true).get(60, TimeUnit.SECONDS);
        JsonNode answer = answers.poll(60, TimeUnit.SECONDS);
        while (answer != null && answer.path("id").asInt() != id) {
            answer = answers.poll(60, TimeUnit.SECONDS);
        }
        if (answer == null || !answer.has("result")) {
            throw new AssertionError("expected a result of " + method + ", came " + answer);
        }
        return answer.path("result");
    }

    @Override
    public void close() {
        page.abort();
        end(process);
    }

    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        for (ProcessHandle one : all) {
            one.onExit()
                    .completeOnTimeout(one, 5, TimeUnit.SECONDS)
                    .thenAccept(ProcessHandle::destroyForcibly)
                    .join();
            one.onExit().join();
        }
    }
}
