// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an ordinary JAX-RS resource may expect of server-sent events here. */
final class ResourceTest {
    private final EventsResource resource = new EventsResource();
    private TestServer server;

    /** Hands to the test what Jersey has injected. */
    @Path("events")
    public static final class EventsResource {
        final BlockingQueue<SseEventSink> sinks = new LinkedBlockingQueue<>();
        volatile Sse sse;

        @GET
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public void events(@Context SseEventSink sink, @Context Sse injected) {
            sse = injected;
            sinks.add(sink);
        }

        @GET
        @Path("greeted")
        public void greeted(@Context SseEventSink sink, @Context Sse injected) throws IOException {
            sink.send(injected.newEvent("first"));
            sink.send(injected.newEvent("second"));
            sink.close();
        }

        SseEventSink next() throws InterruptedException {
            SseEventSink sink = sinks.poll(10, TimeUnit.SECONDS);
            assertThat(sink).isNotNull();
            return sink;
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Way.JETTY, TestServer.PATIENT, resource);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aResourceIsGivenOurSseAndSink() throws Exception {
        try (TestClient client = server.connect("/stream/events")) {
            assertThat(client.head()).startsWith("HTTP/1.1 200").contains("text/event-stream");
            assertThat(resource.next()).isInstanceOf(Connection.class);
            assertThat(resource.sse).isInstanceOf(CursorSse.class);
        }
    }

    @Test
    void whatAResourceSendsBeforeItReturnsArrivesBeforeTheEnd() throws Exception {
        try (TestClient client = server.connect("/stream/events/greeted")) {
            assertThat(client.body()).isEqualTo("data: first\r\n\r\ndata: second\r\n\r\n");
        }
    }

    @Test
    void everyPartOfAnEventHasItsLine() throws Exception {
        try (TestClient client = server.connect("/stream/events")) {
            client.head();
            SseEventSink sink = resource.next();
            sink.send(resource.sse
                    .newEventBuilder()
                    .comment("now")
                    .id("7")
                    .name("update")
                    .reconnectDelay(3000)
                    .data("one\ntwo\r\nthree\r")
                    .build());
            assertThat(client.chunk())
                    .isEqualTo(String.join(
                            "\r\n",
                            ": now",
                            "id: 7",
                            "event: update",
                            "retry: 3000",
                            "data: one",
                            "data: two",
                            "data: three",
                            "data: ",
                            "",
                            ""));
        }
    }

    @Test
    void dataThatIsNoTextBecomesJson() throws Exception {
        try (TestClient client = server.connect("/stream/events")) {
            client.head();
            SseEventSink sink = resource.next();
            sink.send(resource.sse.newEvent("sums", "plain"));
            assertThat(client.chunk()).isEqualTo("event: sums\r\ndata: plain\r\n\r\n");
            sink.send(resource.sse
                    .newEventBuilder()
                    .data(Map.of("sums", List.of(1, 2.5)))
                    .build());
            assertThat(client.chunk()).isEqualTo("data: {\"sums\":[1,2.5]}\r\n\r\n");
            sink.send(resource.sse
                    .newEventBuilder()
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data("a \"text\"")
                    .build());
            assertThat(client.chunk()).isEqualTo("data: \"a \\\"text\\\"\"\r\n\r\n");
        }
    }

    @Test
    void aCommentAloneIsAnEventAndNothingAtAllIsNot() throws Exception {
        try (TestClient client = server.connect("/stream/events")) {
            client.head();
            SseEventSink sink = resource.next();
            sink.send(resource.sse.newEventBuilder().comment("still here").build());
            assertThat(client.chunk()).isEqualTo(": still here\r\n\r\n");
            assertThatThrownBy(() -> resource.sse.newEventBuilder().name("x").build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("an event needs data or a comment, has neither");
        }
    }

    @Test
    void aNameThatWouldBreakTheStreamIsRefused() throws Exception {
        try (TestClient client = server.connect("/stream/events")) {
            client.head();
            SseEventSink sink = resource.next();
            assertThatThrownBy(() -> sink.send(resource.sse.newEvent("a\nid: 9", "data")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("one line");
            sink.send(resource.sse.newEvent("unharmed"));
            assertThat(client.chunk()).isEqualTo("data: unharmed\r\n\r\n");
        }
    }

    @Test
    void sendingIsDoneWhenTheEventHasBeenWritten() throws Exception {
        try (TestClient client = server.connect("/stream/events")) {
            client.head();
            SseEventSink sink = resource.next();
            sink.send(resource.sse.newEvent("1")).toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(client.chunk()).isEqualTo("data: 1\r\n\r\n");
        }
    }

    @Test
    void nothingCanBeSentAfterTheClose() throws Exception {
        try (TestClient client = server.connect("/stream/events")) {
            client.head();
            SseEventSink sink = resource.next();
            sink.close();
            assertThat(sink.isClosed()).isTrue();
            assertThatThrownBy(() -> sink.send(resource.sse.newEvent("late")))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(client.chunk()).isEmpty();
            sink.close();
        }
    }

    @Test
    void eventsForAClientThatDoesNotReadAreRefusedWhenTooManyWaitAndFailWhenItIsLetGo() throws Exception {
        Pace strict = TestServer.pace(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(3));
        try (TestServer impatient = new TestServer(Way.JETTY, strict, resource);
                TestClient client = impatient.connect("/stream/events")) {
            client.head();
            SseEventSink sink = resource.next();
            CompletionStage<?> stuck = sink.send(resource.sse.newEvent("x".repeat(16 << 20)));
            assertThat(stuck.toCompletableFuture()).isNotDone();
            CompletionStage<?> waiting = sink.send(resource.sse.newEvent("waiting"));
            for (int i = 1; i < EventQueue.MAX_QUEUED; i++) {
                sink.send(resource.sse.newEvent("waiting"));
            }
            assertThatThrownBy(() -> sink.send(resource.sse.newEvent("one too many"))
                            .toCompletableFuture()
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("at most 256 single events may wait for a client, this one has as many");
            assertThatThrownBy(() -> waiting.toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .hasRootCauseMessage("the client does not read");
            assertThatThrownBy(() -> stuck.toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .hasMessageContaining("the client is gone");
            assertThat(sink.isClosed()).isTrue();
        }
    }

    @Test
    void aBroadcastReachesEverybodyInOrder() throws Exception {
        try (TestClient first = server.connect("/stream/events");
                TestClient second = server.connect("/stream/events")) {
            first.head();
            second.head();
            SseEventSink one = resource.next();
            SseBroadcaster broadcaster = resource.sse.newBroadcaster();
            broadcaster.register(one);
            broadcaster.register(resource.next());
            for (int i = 0; i < 100; i++) {
                broadcaster.broadcast(resource.sse.newEvent(String.valueOf(i)));
            }
            String fromFirst = first.until("data: 99\r\n\r\n");
            assertThat(fromFirst).startsWith("data: 0\r\n\r\ndata: 1\r\n\r\ndata: 2\r\n\r\n");
            assertThat(second.until("data: 99\r\n\r\n")).isEqualTo(fromFirst);
        }
    }

    @Test
    void whatWasBroadcastBeforeTheCloseArrivesAndThenTheEnd() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (TestClient client = server.connect("/stream/events")) {
                client.head();
                SseEventSink sink = resource.next();
                SseBroadcaster broadcaster = resource.sse.newBroadcaster();
                broadcaster.register(sink);
                broadcaster.broadcast(resource.sse.newEvent("last words"));
                broadcaster.close();
                assertThat(client.chunk()).isEqualTo("data: last words\r\n\r\n");
                assertThat(client.chunk()).isEmpty();
                assertThatThrownBy(() -> broadcaster.broadcast(resource.sse.newEvent("late")))
                        .isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> broadcaster.register(sink)).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void aBroadcasterThatClosesAloneLeavesItsClientsOpen() throws Exception {
        try (TestClient client = server.connect("/stream/events")) {
            client.head();
            SseEventSink sink = resource.next();
            SseBroadcaster broadcaster = resource.sse.newBroadcaster();
            broadcaster.register(sink);
            broadcaster.close(false);
            sink.send(resource.sse.newEvent("still here"));
            assertThat(client.chunk()).isEqualTo("data: still here\r\n\r\n");
        }
    }

    @Test
    void closingInGoodOrderIsToldAsACloseAndNotAsAnError() throws Exception {
        try (TestClient client = server.connect("/stream/events")) {
            client.head();
            SseEventSink sink = resource.next();
            SseBroadcaster broadcaster = resource.sse.newBroadcaster();
            List<SseEventSink> closed = new CopyOnWriteArrayList<>();
            List<Throwable> errors = new CopyOnWriteArrayList<>();
            broadcaster.onClose(closed::add);
            broadcaster.onError((failed, error) -> errors.add(error));
            broadcaster.register(sink);
            broadcaster.close();
            Eventually.hold("the close is told", () -> closed.equals(List.of(sink)));
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void aClientThatIsResetIsToldAsAnErrorAndAClose() throws Exception {
        TestClient client = server.connect("/stream/events");
        client.head();
        SseEventSink sink = resource.next();
        SseBroadcaster broadcaster = resource.sse.newBroadcaster();
        List<SseEventSink> closed = new CopyOnWriteArrayList<>();
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        broadcaster.onClose(failing -> {
            throw new IllegalStateException("a listener that fails");
        });
        broadcaster.onClose(closed::add);
        broadcaster.onError((failed, error) -> errors.add(error));
        broadcaster.register(sink);
        client.reset();
        Eventually.hold("the close is told", () -> {
            broadcaster.broadcast(resource.sse.newEvent("anybody?"));
            return closed.equals(List.of(sink));
        });
        assertThat(errors).hasSize(1);
        Eventually.hold("it is gone", () -> server.connections() == 0);
    }

    @Test
    void aClientThatIsOvertakenIsToldHowManyEventsItHasMissed() throws Exception {
        try (TestClient client = server.connect("/stream/events")) {
            client.head();
            SseEventSink sink = resource.next();
            SseBroadcaster broadcaster = resource.sse.newBroadcaster();
            broadcaster.register(sink);
            CompletionStage<?> stuck = sink.send(resource.sse.newEvent("x".repeat(16 << 20)));
            Eventually.hold(
                    "it is being written", () -> server.clients.clients().get(0).bytes() > 16 << 20);
            for (int i = 0; i < EventBroadcaster.KEPT + 10; i++) {
                broadcaster.broadcast(resource.sse.newEvent(String.valueOf(i)));
            }
            assertThat(stuck.toCompletableFuture()).isNotDone();
            client.chunk();
            assertThat(client.until("data: 1033\r\n\r\n")).startsWith(": missed 10 events\r\n\r\ndata: 10\r\n\r\n");
        }
    }

    @Test
    void aSinkOfAnotherKindIsRefused() throws Exception {
        try (TestClient client = server.connect("/stream/events")) {
            client.head();
            resource.next();
            SseEventSink foreign = new SseEventSink() {
                @Override
                public boolean isClosed() {
                    return false;
                }

                @Override
                public CompletionStage<?> send(jakarta.ws.rs.sse.OutboundSseEvent event) {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public void close() {}
            };
            assertThatThrownBy(() -> resource.sse.newBroadcaster().register(foreign))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the application that made it");
        }
    }
}
