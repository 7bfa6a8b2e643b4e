// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DeliveryTest {
    private final ExecutorService readers = Executors.newCachedThreadPool();

    @AfterEach
    void stopReaders() {
        readers.shutdownNow();
    }

    private static String event(long sequence, String json) {
        return "id: " + sequence + "\r\nevent: device_data\r\ndata: " + json + "\r\n\r\n";
    }

    @ParameterizedTest
    @EnumSource
    void everybodyGetsEverythingInOrder(Way way) throws Exception {
        int samples = TestStream.KEPT;
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            StringBuilder expected =
                    new StringBuilder("event: device_status\r\ndata: {\"state\":\"streaming\"}\r\n\r\n");
            List<Future<String>> read = new ArrayList<>();
            List<TestClient> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                TestClient client = server.connect("/stream/devices/pm1");
                client.head();
                clients.add(client);
                read.add(readers.submit(() -> client.until(event(samples - 1, "[" + (samples - 1) + ",0,0,0]"))));
            }
            for (int i = 0; i < samples; i++) {
                stream.sample("[" + i + ",0,0,0]");
                expected.append(event(i, "[" + i + ",0,0,0]"));
            }
            for (Future<String> one : read) {
                assertThat(one.get()).isEqualTo(expected.toString());
            }
            for (TestClient client : clients) {
                client.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSampleLargerThanAWriteArrivesWhole(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            String large = "\"" + "x".repeat(3 << 20) + "\"";
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                client.until("streaming");
                stream.sample(large);
                stream.sample("2");
                assertThat(client.until("data: 2\r\n\r\n")).isEqualTo(event(0, large) + event(1, "2"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftOfClientsThatComeAndGo(Way way) throws Exception {
        Pace pinging = TestServer.pace(Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofMinutes(1));
        try (TestServer server = new TestServer(way, pinging)) {
            TestStream stream = server.streams.add("pm1");
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> driver = CompletableFuture.runAsync(
                    () -> {
                        while (!done.get()) {
                            stream.sample("1");
                            Thread.onSpinWait();
                        }
                    },
                    readers);
            for (int i = 0; i < 500; i++) {
                TestClient client = server.connect("/stream/devices/pm1");
                if (i % 3 > 0) {
                    client.head();
                }
                if (i % 3 > 1) {
                    client.chunk();
                }
                if (i % 2 == 0) {
                    client.reset();
                } else {
                    client.close();
                }
            }
            done.set(true);
            driver.get();
            Eventually.hold("no cursor is open", stream.cursors::isEmpty);
            Eventually.hold("no connection is known", () -> server.connections() == 0);
            Eventually.hold("nobody is woken", stream.wakes::isEmpty);
            Eventually.hold("no broadcaster is open", () -> server.broadcasters.size() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatNeverReadsCostsTheOthersNothingAndIsLetGo(Way way) throws Exception {
        Pace strict = TestServer.pace(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(3));
        try (TestServer server = new TestServer(way, strict)) {
            TestStream stream = server.streams.add("pm1");
            String filler = ",\"" + "x".repeat(4096) + "\"]";
            int healthy = 3;
            AtomicBoolean done = new AtomicBoolean();
            try (TestClient stalled = server.connect("/stream/devices/pm1")) {
                List<Future<Long>> read = new ArrayList<>();
                for (int i = 0; i < healthy; i++) {
                    TestClient client = server.connect("/stream/devices/pm1");
                    client.head();
                    read.add(readers.submit(() -> {
                        String all = client.until("device_data");
                        assertThat(all).contains("id: 0\r\n");
                        while (!all.contains("done")) {
                            assertThat(all).doesNotContain("event: gap");
                            all = all.substring(Math.max(0, all.length() - 200)) + client.chunk();
                        }
                        client.close();
                        return 0L;
                    }));
                }
                Eventually.hold("all are there", () -> stream.cursors.size() == healthy + 1);
                CompletableFuture<Void> driver = CompletableFuture.runAsync(
                        () -> {
                            while (!done.get()) {
                                stream.sample("[" + stream.next() + filler);
                                Eventually.hold(
                                        "the healthy keep up",
                                        () -> stream.cursors.stream()
                                                        .filter(cursor -> cursor.lag() < TestStream.KEPT / 2)
                                                        .count()
                                                >= healthy);
                            }
                            stream.sample("\"done\"");
                        },
                        readers);
                Eventually.hold("the stalled one is let go", () -> stream.cursors.size() == healthy);
                Eventually.hold("the others are there", () -> server.connections() == healthy);
                done.set(true);
                driver.get();
                for (Future<Long> one : read) {
                    one.get();
                }
                if (way == Way.JETTY) { // elsewhere the container decides when
                    assertThatThrownBy(() -> stalled.until("done")).isInstanceOf(EOFException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenTheServerStopsStreamsEndProperly(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                client.until("streaming");
                server.servlet.stop();
                assertThat(client.chunk()).isEmpty();
            }
            Eventually.hold("no cursor is open", stream.cursors::isEmpty);
            assertThat(stream.wakes).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenTheContainerLetsTheServletGoStreamsEndProperly(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                client.until("streaming");
                server.servlet.destroy();
                assertThat(client.chunk()).isEmpty();
                Eventually.hold("nobody is woken", stream.wakes::isEmpty);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBusyStreamEndsProperlyToo(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> driver = CompletableFuture.runAsync(
                    () -> {
                        while (!done.get()) {
                            stream.sample("1");
                        }
                    },
                    readers);
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                String begin = client.until("device_data");
                CompletableFuture<Void> stop = CompletableFuture.runAsync(server.servlet::stop, readers);
                assertThat(begin + client.rest()).endsWith("\r\n\r\n");
                stop.get();
            }
            done.set(true);
            driver.get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStalledClientDoesNotHoldUpTheStop(Way way) throws Exception {
        Duration minute = Duration.ofMinutes(1);
        Pace brief = new Pace(Duration.ofMillis(10), minute, minute, minute, Duration.ofMillis(500));
        try (TestServer server = new TestServer(way, brief)) {
            TestStream stream = server.streams.add("pm1");
            try (TestClient stalled = server.connect("/stream/devices/pm1")) {
                stalled.head();
                for (int i = 0; i < 16; i++) {
                    stream.sample("\"" + "x".repeat(1 << 20) + "\"");
                }
                server.servlet.stop();
                assertThat(server.connections()).isZero();
                Eventually.hold("no cursor is open", stream.cursors::isEmpty);
                assertThat(stream.wakes).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionServesTheNextRequestAfterAStreamHasEnded(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            server.streams.add(new TestStream("still", false));
            server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/still")) {
                assertThat(client.body()).startsWith("event: stream_error");
                client.ask("/stream/devices/pm7");
                assertThat(client.head()).startsWith("HTTP/1.1 404");
                assertThat(client.body()).contains("pm7");
                client.ask("/stream/devices/pm1");
                assertThat(client.until("streaming")).startsWith("event: device_status");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatFailsEndsForItsClientsAndLeavesNothingBehind(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream broken = server.streams.add("pm1");
            TestStream sound = server.streams.add("pm2");
            try (TestClient first = server.connect("/stream/devices/pm1");
                    TestClient second = server.connect("/stream/devices/pm1");
                    TestClient third = server.connect("/stream/devices/pm2")) {
                first.until("streaming");
                second.until("streaming");
                third.until("streaming");
                broken.fault = new IllegalStateException("provoked");
                broken.sample("1");
                assertThat(first.chunk()).isEmpty();
                assertThat(second.chunk()).isEmpty();
                assertThat(broken.cursors).isEmpty();
                sound.sample("1");
                assertThat(third.chunk()).isEqualTo(event(0, "1"));
            }
            Eventually.hold("nobody is woken", broken.wakes::isEmpty);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatIsReplacedLeavesNothingBehind(Way way) throws Exception {
        Pace pinging = TestServer.pace(Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofMinutes(1));
        try (TestServer server = new TestServer(way, pinging)) {
            TestStream before = server.streams.add("pm1");
            try (TestClient old = server.connect("/stream/devices/pm1")) {
                old.until("streaming");
                TestStream after = server.streams.add("pm1");
                try (TestClient young = server.connect("/stream/devices/pm1")) {
                    young.until("streaming");
                    old.reset();
                    Eventually.hold("nobody is woken by the old one", before.wakes::isEmpty);
                    assertThat(after.wakes).hasSize(1);
                }
                Eventually.hold("nobody is woken by the new one", after.wakes::isEmpty);
                Eventually.hold("no broadcaster is open", () -> server.broadcasters.size() == 0);
            }
        }
    }
}
