// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jackfield.stream.Counts;
import org.jackfield.stream.Frame;
import org.jackfield.stream.StreamClient;
import org.jackfield.web.read.ClientLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ConnectedClientsTest {
    /** More than the connection takes without being read. */
    private static final int FRAMES = 16;

    @Test
    void aReadingClientIsSeenWithItsAddressItsPlaceAndItsBytes() throws Exception {
        Instant before = Instant.now();
        try (TestServer server = new TestServer(Way.JETTY, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                int status = client.until("streaming").length();
                StreamClient fresh = server.clients.clients().get(0);
                assertThat(fresh.position()).isEqualTo(-1);
                assertThat(fresh.bytes()).isEqualTo(status);
                stream.sample("1");
                stream.sample("2");
                int samples = client.until("data: 2\r\n\r\n").length();
                StreamClient seen = server.clients.clients().get(0);
                assertThat(seen)
                        .isEqualTo(new StreamClient(
                                fresh.id(),
                                "127.0.0.1",
                                "sse",
                                List.of("pm1"),
                                fresh.since(),
                                1,
                                0,
                                0,
                                status + samples));
                assertThat(seen.since()).isBetween(before.minusMillis(1), Instant.now());
            }
            Eventually.hold("nobody is seen", () -> {
                stream.sample("3"); // the server notices when it writes
                return server.clients.clients().isEmpty();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', sse",
        "?format=bare, bare",
        "?format=ndjson, ndjson",
        "?format=cbor-seq, cbor-seq",
        "?format=ndjson&compress=gzip, ndjson+gzip"
    })
    void aClientIsSeenWithTheFormInWhichItReads(String query, String kind) throws Exception {
        try (TestServer server = new TestServer(Way.JETTY, TestServer.PATIENT)) {
            server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1" + query, "Accept-Encoding: gzip")) {
                client.head();
                assertThat(server.clients.clients())
                        .extracting(StreamClient::kind)
                        .containsExactly(kind);
            }
        }
    }

    @Test
    void aClientOfManyDevicesIsSeenWithWhatItAskedForAndItsPlaceAmongAllFrames() throws Exception {
        try (TestServer server = new TestServer(Way.JETTY, TestServer.PATIENT);
                TestClient client = server.connect("/stream/devices?ids=pm1&match=lab1-*")) {
            client.until("event: connection");
            TestReader reader = server.streams.readers.get(0);
            reader.sample("pm1", 41, 1, "1");
            reader.add(new TestFrame(Frame.Kind.GAP, "lab1-x", 42, 7, "{\"from\":3,\"to\":6}"));
            client.until("event: gap");
            StreamClient seen = server.clients.clients().get(0);
            assertThat(seen.devices()).containsExactlyInAnyOrder("pm1", "lab1-*");
            assertThat(seen.position()).isEqualTo(42);
            assertThat(seen.gaps()).isEqualTo(1);
        }
    }

    private static TestClient stalled(TestServer server) throws Exception {
        TestStream stream = server.streams.add("pm1");
        TestClient client = server.connect("/stream/devices/pm1");
        client.head();
        for (int i = 0; i < FRAMES; i++) {
            stream.sample("\"" + "x".repeat(1 << 20) + "\"");
        }
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatDoesNotReadIsSeenToFallBehind(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT);
                TestClient stalled = stalled(server)) {
            assertThat(server.clients.clients()).singleElement().satisfies(behind -> {
                assertThat(behind.lag()).isBetween(1L, (long) FRAMES);
                assertThat(behind.position()).isLessThan(FRAMES - 1);
            });
            stalled.reset();
            Eventually.hold("it has left", () -> server.clients.clients().isEmpty());
            assertThat(server.clients.counts()).isEqualTo(new Counts(1, 0, 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatDoesNotReadIsCutAndCounted(Way way) throws Exception {
        Pace hasty = TestServer.pace(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(2));
        try (TestServer server = new TestServer(way, hasty);
                TestClient stalled = stalled(server)) {
            Eventually.hold("it is cut", () -> server.clients.clients().isEmpty());
            assertThat(server.clients.counts()).isEqualTo(new Counts(1, 0, 1));
            stalled.reset();
        }
    }

    @Test
    void clientsAreSeenWhileTheyAreWrittenTo() throws Exception {
        try (TestServer server = new TestServer(Way.JETTY, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            try (TestClient client = server.connect("/stream/devices/pm1")) {
                client.until("streaming");
                long position = -1;
                for (int i = 0; i < 2_000; i++) {
                    stream.sample(String.valueOf(i));
                    long seen = server.clients.clients().get(0).position();
                    assertThat(seen).isBetween(position, (long) i);
                    position = seen;
                }
                client.until("data: 1999\r\n");
                assertThat(server.clients.clients().get(0).position()).isEqualTo(1_999);
            }
        }
    }

    private static TestClient afterwards(TestClient one, TestServer server) throws Exception {
        one.until("streaming");
        TestClient other = server.connect("/stream/devices/pm1");
        other.until("streaming");
        return other;
    }

    @ParameterizedTest
    @EnumSource
    void whoIsDisconnectedLeavesAndNobodyElseDoes(Way way) throws Exception {
        try (TestServer server = new TestServer(way, TestServer.PATIENT)) {
            TestStream stream = server.streams.add("pm1");
            try (TestClient one = server.connect("/stream/devices/pm1");
                    TestClient other = afterwards(one, server)) {
                List<StreamClient> both = server.clients.clients();
                assertThat(both).hasSize(2).extracting(StreamClient::id).doesNotHaveDuplicates();
                assertThat(server.clients.disconnect(both.get(0).id())).isTrue();
                assertThat(one.chunk()).isEmpty();
                stream.sample("1");
                other.until("data: 1");
                assertThat(server.clients.clients())
                        .extracting(StreamClient::id)
                        .containsExactly(both.get(1).id());
                assertThat(server.clients.disconnect(both.get(0).id())).isFalse();
                assertThat(server.clients.counts()).isEqualTo(new Counts(2, 0, 0));
            }
        }
    }

    @Test
    void whoIsOneTooManyIsCountedAsRefused() throws Exception {
        try (TestServer server = new TestServer(new ClientLimits(1, 1), Way.JETTY, TestServer.PATIENT)) {
            server.streams.add("pm1");
            try (TestClient one = server.connect("/stream/devices/pm1")) {
                one.until("streaming");
                try (TestClient other = server.connect("/stream/devices/pm1")) {
                    assertThat(other.head()).startsWith("HTTP/1.1 503");
                }
                assertThat(server.clients.counts()).isEqualTo(new Counts(1, 1, 0));
            }
        }
    }
}
