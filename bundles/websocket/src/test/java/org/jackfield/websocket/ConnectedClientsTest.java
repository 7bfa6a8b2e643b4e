// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jackfield.stream.Counts;
import org.jackfield.stream.StreamClient;
import org.jackfield.web.read.ClientLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectedClientsTest {
    private TestServer server;
    private TestStream device;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(new ClientLimits(2, 2));
        device = server.streams.add("pm1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private StreamClient seen() {
        List<StreamClient> all = server.clients.clients();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void aReadingClientIsSeenWithItsAddressItsPlaceAndItsBytes() throws Exception {
        try (RawClient client = server.raw("/ws/devices/pm1")) {
            long status = client.next().payload().remaining();
            assertThat(seen().position()).isEqualTo(-1);
            assertThat(seen().bytes()).isEqualTo(status);
            device.sample("4.25");
            long sample = client.next().payload().remaining();
            StreamClient seen = seen();
            assertThat(seen)
                    .isEqualTo(new StreamClient(
                            seen.id(),
                            "127.0.0.1",
                            "websocket-json",
                            List.of("pm1"),
                            seen.since(),
                            0,
                            0,
                            0,
                            status + sample));
            device.lose(5);
            device.sample("1");
            client.next();
            client.next();
            assertThat(seen().gaps()).isEqualTo(1);
            assertThat(seen().position()).isEqualTo(6);
        }
        Eventually.hold("nobody is seen", () -> server.clients.clients().isEmpty());
    }

    @Test
    void aClientIsSeenWithWhatItSubscribesTo() throws Exception {
        try (JdkClient client = server.connect("/ws/devices?format=cbor")) {
            Eventually.hold("it is seen", () -> server.clients.clients().size() == 1);
            assertThat(seen().kind()).isEqualTo("websocket-cbor");
            assertThat(seen().devices()).isEmpty();
            client.say("{'type':'subscribe','devices':['pm1','lab1-*']}");
            client.next("type", "subscribed");
            assertThat(seen().devices()).containsExactlyInAnyOrder("pm1", "lab1-*");
            device.sample("1");
            long position = client.next().get("position").asLong();
            assertThat(seen().position()).isEqualTo(position);
        }
    }

    @Test
    void whoIsDisconnectedIsToldAndNobodyElseIs() throws Exception {
        try (JdkClient one = server.connect("/ws/devices/pm1");
                JdkClient other = server.connect("/ws/devices/pm1")) {
            one.next();
            other.next();
            List<StreamClient> both = server.clients.clients();
            assertThat(server.clients.disconnect(both.get(0).id())).isTrue();
            assertThat(one.ended.get(10, TimeUnit.SECONDS)).isEqualTo("1001 disconnected by an administrator");
            device.sample("1");
            other.next("event", "device_data");
            assertThat(server.clients.clients())
                    .extracting(StreamClient::id)
                    .containsExactly(both.get(1).id());
            assertThat(server.clients.disconnect(both.get(0).id())).isFalse();
            assertThat(server.clients.counts()).isEqualTo(new Counts(2, 0, 0));
        }
    }

    @Test
    void whoDoesNotReadIsSeenToFallBehindAndCanBeDisconnectedAllTheSame() throws Exception {
        try (RawClient stalled = server.raw("/ws/devices/pm1")) {
            fill(stalled);
            assertThat(seen().lag()).isPositive();
            assertThat(server.clients.disconnect(seen().id())).isTrue();
            stalled.drain(); // it comes to an end, with the connection
            assertThat(server.clients.clients()).isEmpty();
            assertThat(server.clients.counts()).isEqualTo(new Counts(1, 0, 0));
        }
    }

    @Test
    void whoDoesNotReadIsCutAndCounted() throws Exception {
        try (RawClient stalled = server.raw("/ws/devices/pm1")) {
            fill(stalled);
            Eventually.hold("it is cut", () -> {
                server.pass(Duration.ofSeconds(10));
                return server.clients.clients().isEmpty();
            });
            assertThat(server.clients.counts()).isEqualTo(new Counts(1, 0, 1));
            assertThat(stalled.head).contains("101");
        }
    }

    /** More than the connection takes without being read, from when it reads. */
    private void fill(RawClient stalled) throws Exception {
        assertThat(stalled.next().text()).contains("device_status");
        for (int i = 0; i < 16; i++) {
            device.sample("\"" + "x".repeat(1 << 20) + "\"");
        }
    }

    @Test
    void whoIsOneTooManyIsCountedAsRefused() throws Exception {
        try (JdkClient one = server.connect("/ws/devices/pm1");
                JdkClient other = server.connect("/ws/devices/pm1");
                RawClient third = server.raw("/ws/devices/pm1")) {
            one.next();
            other.next();
            assertThat(third.head).startsWith("HTTP/1.1 503");
            assertThat(server.clients.counts()).isEqualTo(new Counts(2, 1, 0));
        }
    }
}
