// SPDX-License-Identifier: Apache-2.0
package org.jackfield.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.server.WebSocketUpgradeHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ClearTextTest {
    private final Server server = new Server();
    private final CountDownLatch together = new CountDownLatch(50);
    private int port;

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void whoeverAsksForHttp2GetsItAndAllOthersGetHttp11() throws Exception {
        start(Map.of());
        assertThat(get(HttpClient.Version.HTTP_2, "/").version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(get(HttpClient.Version.HTTP_1_1, "/").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void theHostIsWhereItIsExpectedOnBoth() throws Exception {
        start(Map.of());
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 2; i++) { // the first is an upgrade and comes as HTTP/1.1
            assertThat(client.send(request("/").build(), HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("host 127.0.0.1:" + port);
        }
    }

    @Test
    void aRequestThatNamesTwoHostsIsRefused() throws Exception {
        start(Map.of());
        HttpClient client = HttpClient.newHttpClient();
        assertThat(client.send(request("/").build(), HttpResponse.BodyHandlers.discarding())
                        .version())
                .isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(client.send(
                                request("/").header("Host", "evil.example").build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void oneConnectionCarriesManyRequestsAtOnce() throws Exception {
        start(Map.of("connections_max_per_address", 2)); // an upgraded connection counts as the two that it was
        HttpClient client = HttpClient.newHttpClient();
        client.send(request("/").build(), HttpResponse.BodyHandlers.ofString());
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(client.sendAsync(request("/together").build(), HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAddressWithTooManyConnectionsGetsNoMoreUntilOneIsClosed() throws Exception {
        start(Map.of("connections_max_per_address", 2));
        try (Socket first = connect();
                Socket second = connect()) {
            assertThat(answer(first)).startsWith("HTTP/1.1 200");
            assertThat(answer(second)).startsWith("HTTP/1.1 200");
            try (Socket third = connect()) {
                assertThat(third.getInputStream().read()).isEqualTo(-1);
            }
            first.shutdownOutput(); // the server closes it then
            awaitAnswer();
        }
    }

    @Test
    void whoeverBringsNoRequestInTimeIsSentAway() throws Exception {
        start(Map.of("head_seconds", 3));
        try (Socket slow = connect();
                Socket good = connect()) {
            assertThat(answer(good)).startsWith("HTTP/1.1 200");
            slow.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
            assertThat(answer(good)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aSocketThatOnlyListensIsNoStranger() throws Exception {
        start(Map.of("head_seconds", 3));
        CompletableFuture<ByteBuffer> pong = new CompletableFuture<>();
        WebSocket listening = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
                        pong.complete(message);
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .get();
        for (int i = 0; i < 2; i++) { // after the second, whoever was there before the first has been looked at
            try (Socket stranger = connect()) {
                assertThat(stranger.getInputStream().read()).isEqualTo(-1);
            }
        }
        listening.sendPing(ByteBuffer.allocate(0)).get();
        assertThat(pong.get().remaining()).isZero();
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws Exception {
        start(Map.of("head_max_bytes", 1024));
        try (Socket socket = connect()) {
            assertThat(answer(socket, "/" + "x".repeat(2000))).startsWith("HTTP/1.1 414");
        }
        try (Socket socket = connect()) {
            assertThat(answer(socket, "/ HTTP/1.1\r\nX: " + "x".repeat(2000) + "\r\nY: "))
                    .startsWith("HTTP/1.1 431");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/devices/a%2Fb",
                "/devices/a%2fb",
                "/x/%2E%2E/system/console",
                "/%2e/system",
                "/a%252Fb",
                "/a;b/..;/c"
            })
    void anAddressThatCanBeReadInTwoWaysIsRefusedAsJson(String path) throws Exception {
        start(Map.of());
        for (String method : List.of("GET", "POST", "PATCH", "DELETE")) {
            try (Socket socket = connect()) {
                String answer = answerTo(
                        socket,
                        method + " " + path + " HTTP/1.1\r\nHost: here\r\nAccept: text/html\r\n"
                                + "Content-Length: 0\r\nConnection: close\r\n\r\n");
                assertThat(answer)
                        .startsWith("HTTP/1.1 400")
                        .contains("Content-Type: application/json")
                        .containsPattern("\r\n\r\n\\{\"detail\":\"Bad Request: Ambiguous URI [a-z ]+\"}$");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\"broken\\ header\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /%C3 HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /a%2Fb HTTP/1.1\r\nHost: here\r\n\r\n"
            })
    void aRequestThatIsNoneIsAnsweredAsJsonTooAndWhoSentItKnowsThatItIsTheLast(String request) throws Exception {
        start(Map.of());
        try (Socket socket = connect()) {
            assertThat(answerTo(socket, request))
                    .startsWith("HTTP/1.1 400")
                    .contains("\r\nConnection: close\r\n")
                    .containsPattern("\\{\"detail\":\"Bad Request[^<]*\"}$");
        }
    }

    @Test
    void onHttp2ItIsRefusedInTheSameForm() throws Exception {
        start(Map.of());
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 2; i++) { // the first is an upgrade and comes as HTTP/1.1
            HttpResponse<String> answer =
                    client.send(request(i == 0 ? "/" : "/a%2Fb").build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(i == 0 ? 200 : 400);
            assertThat(answer.body()).startsWith(i == 0 ? "host" : "{\"detail\":\"Bad Request");
        }
    }

    @Test
    void nonsenseInTheConfigurationIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClearText("127.0.0.1", 0, config(Map.of("idle_seconds", 0)), () -> true))
                .withMessage("idle.seconds must be from 5 to 86400, was 0");
    }

    @Test
    void nobodyListensBeforeTheHouseIsReady() throws Exception {
        AtomicBoolean isReady = new AtomicBoolean();
        ServerConnector connector = start(Map.of(), isReady::get);
        assertThat(connector.isStarted()).isTrue();
        assertThat(connector.isOpen()).isFalse();
        isReady.set(true);
        while (connector.getLocalPort() <= 0) { // it is open a moment before it knows its port
            Thread.sleep(1); // which the time-out ends
        }
        port = connector.getLocalPort();
        assertThat(get(HttpClient.Version.HTTP_1_1, "/").statusCode()).isEqualTo(200);
    }

    private void start(Map<String, Object> config) throws Exception {
        port = start(config, () -> true).getLocalPort();
    }

    private ServerConnector start(Map<String, Object> config, BooleanSupplier isHouseReady) throws Exception {
        ServerConnector connector =
                (ServerConnector) new ClearText("127.0.0.1", 0, config(config), isHouseReady).createConnector(server);
        server.addConnector(connector);
        WebSocketUpgradeHandler sockets = new WebSocketUpgradeHandler();
        sockets.addMapping("/socket", (request, response, callback) -> new Ponging());
        sockets.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                answer(request, response, callback);
                return true;
            }
        });
        server.setHandler(sockets);
        server.start();
        return connector;
    }

    private void answer(Request request, Response response, Callback callback) {
        if (!request.getHttpURI().getPath().equals("/together")) {
            Content.Sink.write(response, true, "host " + request.getHeaders().get(HttpHeader.HOST), callback);
            return;
        }
        together.countDown(); // answered when all have arrived
        new Thread(() -> {
                    try {
                        together.await();
                        Content.Sink.write(response, true, "", callback);
                    } catch (InterruptedException e) {
                        callback.failed(e);
                    }
                })
                .start();
    }

    private static HttpConfig config(Map<String, Object> values) {
        return (HttpConfig) Proxy.newProxyInstance(
                HttpConfig.class.getClassLoader(),
                new Class<?>[] {HttpConfig.class},
                (proxy, method, args) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> get(HttpClient.Version version, String path) throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .build()
                .send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return answer(socket, "/");
    }

    private static String answerTo(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static String answer(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        byte[] buffer = new byte[4096];
        int length = socket.getInputStream().read(buffer);
        return new String(buffer, 0, Math.max(0, length), StandardCharsets.US_ASCII);
    }

    private void awaitAnswer() throws IOException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!isAnswered()) {
            assertThat(System.nanoTime()).as("an answer in 20 s").isLessThan(end);
        }
    }

    private boolean isAnswered() throws IOException {
        try (Socket socket = connect()) {
            return answer(socket).startsWith("HTTP/1.1 200");
        } catch (SocketException e) {
            return false; // closed while it was written to: the first is not counted off yet
        }
    }

    /** Says nothing unless it is asked. */
    private static final class Ponging implements FrameHandler {
        private CoreSession session;

        @Override
        public void onOpen(CoreSession opened, Callback callback) {
            session = opened;
            callback.succeeded();
            opened.demand();
        }

        @Override
        public void onFrame(Frame frame, Callback callback) {
            session.sendFrame(new Frame(OpCode.PONG), callback, false);
            session.demand();
        }

        @Override
        public void onError(Throwable cause, Callback callback) {
            callback.succeeded();
        }

        @Override
        public void onClosed(CloseStatus status, Callback callback) {
            callback.succeeded();
        }
    }
}
