// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import org.jackfield.stream.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OneDeviceTest {
    private TestServer server;
    private TestStream device;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        device = server.streams.add("pm1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void reads(JdkClient client, long from, long to) throws InterruptedException {
        for (long i = from; i <= to; i++) {
            assertThat(client.next("event", "device_data").get("sequence").asLong())
                    .isEqualTo(i);
        }
    }

    @Test
    void eachFrameIsOneMessage() throws Exception {
        try (JdkClient client = server.connect("/ws/devices/pm1")) {
            assertThat(client.next().get("state").asText()).isEqualTo("streaming");
            device.sample("4.25");
            assertThat(client.next().toString())
                    .isEqualTo("{\"event\":\"device_data\",\"device_id\":\"pm1\",\"sequence\":0,\"payload\":4.25}");
        }
    }

    @Test
    void aStreamThatIsStoppedEndsWithAWordToItsReaders() throws Exception {
        try (JdkClient client = server.connect("/ws/devices/pm1")) {
            client.next();

            device.end();

            assertThat(client.ended.get(10, TimeUnit.SECONDS)).isEqualTo("1000 the stream was stopped");
        }
    }

    @Test
    void theSameComesAsCborToWhoWantsIt() throws Exception {
        try (JdkClient json = server.connect("/ws/devices/pm1");
                JdkClient cbor = server.connect("/ws/devices/pm1?format=cbor")) {
            json.next(); // both read, from here on
            cbor.next();
            for (String payload : new String[] {
                "4.25", "[1,-2,3000000000,1e300,-0.1]", "{\"a\":{\"b\":[true,null,\"µ\"]}}", "12345678901234567890"
            }) {
                device.sample(payload);
                JsonNode expected = json.next("event", "device_data");
                assertThat(cbor.next("event", "device_data")).hasToString(expected.toString());
            }
        }
    }

    @Test
    void whoComesBackMissesNothing() throws Exception {
        for (int i = 0; i < 10; i++) {
            device.sample("1");
        }
        try (JdkClient client = server.connect("/ws/devices/pm1?after=3")) {
            reads(client, 4, 9);
        }
        try (JdkClient client = server.connect("/ws/devices/pm1?last=2")) {
            reads(client, 8, 9);
        }
    }

    @Test
    void whatIsMissedIsTold() throws Exception {
        try (JdkClient client = server.connect("/ws/devices/pm1")) {
            client.next("event", "device_status");
            device.lose(5);
            device.sample("1");
            JsonNode gap = client.next();
            assertThat(gap.get("event").asText()).isEqualTo("gap");
            assertThat(gap.get("to").asInt()).isEqualTo(4);
            reads(client, 5, 5);
        }
    }

    @Test
    void messagesOfEveryLengthArriveWholeAndInOrder() throws Exception {
        int[] lengths = {
            1, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 125, 126, 127, 65_470, 65_535, 70_000, 200_000, 3
        };
        try (JdkClient json = server.connect("/ws/devices/pm1");
                JdkClient cbor = server.connect("/ws/devices/pm1?format=cbor")) {
            json.next("event", "device_status");
            cbor.next("event", "device_status");
            for (int length : lengths) {
                device.sample('"' + "x".repeat(length) + '"');
            }
            for (JdkClient client : new JdkClient[] {json, cbor}) {
                for (int length : lengths) {
                    assertThat(client.next().get("payload").asText()).hasSize(length);
                }
            }
        }
    }

    @Test
    void aBurstReachesEverybodyWhole() throws Exception {
        int frames = 20_000;
        try (JdkClient one = server.connect("/ws/devices/pm1");
                JdkClient other = server.connect("/ws/devices/pm1");
                JdkClient third = server.connect("/ws/devices/pm1?format=cbor")) {
            one.next();
            other.next();
            third.next();
            for (int i = 0; i < frames; i++) {
                device.sample(Integer.toString(i));
            }
            reads(one, 0, frames - 1L);
            reads(other, 0, frames - 1L);
            reads(third, 0, frames - 1L);
        }
    }

    @Test
    void aClientMaySayWhatItWantsOfTheStream() throws Exception {
        try (JdkClient client =
                server.connect("/ws/devices/pm1?maxRate=10&every=2&deadband=0.5&points=100&channels=a,b")) {
            client.next();
            assertThat(device.views).containsOnly(new View(java.util.Set.of("a", "b"), 0.5, 2, 100, 10));
        }
    }

    @Test
    void whoLeavesIsNoReaderAnyMore() throws Exception {
        JdkClient client = server.connect("/ws/devices/pm1");
        client.next();
        assertThat(device.cursors).hasSize(1);
        client.leave();
        assertThat(client.end()).isEqualTo("1000 bye");
        Eventually.hold("the cursor is closed", device.cursors::isEmpty);
        Eventually.hold("nobody waits for frames", () -> device.wakes.size() == 1 && server.servlet.feeds() == 0);
        Eventually.hold("no client is counted", () -> server.limits.clients() == 0);
    }

    @Test
    void whoVanishesIsNoReaderAnyMore() throws Exception {
        JdkClient client = server.connect("/ws/devices/pm1");
        client.next();
        client.close();
        Eventually.hold("the cursor is closed", device.cursors::isEmpty);
        Eventually.hold("no client is counted", () -> server.limits.clients() == 0);
    }

    @Test
    void pingsAreAnsweredInBothForms() throws Exception {
        try (JdkClient client = server.connect("/ws/devices/pm1")) {
            client.next();
            client.ping("are you there");
            assertThat(client.pongs.take()).isEqualTo("are you there");
            client.say("{'type':'ping'}");
            assertThat(client.next().get("type").asText()).isEqualTo("pong");
            client.say("{'type':'subscribe','devices':['x']}");
            assertThat(client.next().get("message").asText()).contains("expected a message of type ping");
        }
    }

    @Test
    void aQuietClientIsAskedWhetherItIsThere() throws Exception {
        try (JdkClient client = server.connect("/ws/devices/pm1")) {
            client.next();
            server.pass(TestServer.PING);
            Eventually.hold("a ping has come", () -> client.pings.get() == 1);
            client.say("{'type':'ping'}"); // behind the pong: when it is answered, that has come too
            client.next("type", "pong");
            server.pass(TestServer.PING);
            Eventually.hold("another has come", () -> client.pings.get() == 2);
            device.sample("1");
            reads(client, 0, 0);
        }
    }

    @Test
    void whoDoesNotAnswerAPingIsCutOff() throws Exception {
        try (RawClient client = server.raw("/ws/devices/pm1")) {
            assertThat(client.next().text()).contains("device_status");
            server.pass(TestServer.PING);
            assertThat(client.next().opCode()).isEqualTo(9);
            server.pass(TestServer.STALLED);
            client.drain();
            Eventually.hold("the cursor is closed", device.cursors::isEmpty);
        }
    }

    @Test
    void whoTakesNothingIsCutOffAndTheOthersDoNotNotice() throws Exception {
        try (RawClient stalled = server.raw("/ws/devices/pm1");
                JdkClient healthy = server.connect("/ws/devices/pm1")) {
            assertThat(stalled.next().text()).contains("device_status");
            healthy.next();
            String block = '"' + "x".repeat(50_000) + '"';
            for (int i = 0; i < 200; i++) { // more than the kernel takes
                device.sample(block);
            }
            reads(healthy, 0, 199);
            assertThat(device.cursors).hasSize(2);
            server.pass(TestServer.PING);
            Eventually.hold("the healthy one is asked", () -> healthy.pings.get() == 1);
            healthy.say("{'type':'ping'}"); // what it is answered comes when everything before has been written
            healthy.next("type", "pong");
            server.pass(TestServer.STALLED.minus(TestServer.PING));
            Eventually.hold("one is cut off", () -> device.cursors.size() == 1);
            device.sample("1");
            reads(healthy, 200, 200);
        }
    }

    @Test
    void theEndOfTheServerIsSaidProperly() throws Exception {
        try (JdkClient client = server.connect("/ws/devices/pm1")) {
            client.next();
            server.servlet.stop();
            assertThat(client.end()).startsWith("1001 ");
            Eventually.hold("the cursor is closed", device.cursors::isEmpty);
        }
        try (JdkClient late = server.connect("/ws/devices/pm1")) {
            assertThat(late.end()).startsWith("1001 ");
        }
    }

    @Test
    void whatFailsForOneDeviceStaysWithItsClients() throws Exception {
        TestStream other = server.streams.add("pm2");
        try (JdkClient client = server.connect("/ws/devices/pm1");
                JdkClient elsewhere = server.connect("/ws/devices/pm2")) {
            client.next();
            elsewhere.next();
            device.fault = new IllegalStateException("out of order");
            device.sample("1");
            assertThat(client.end()).startsWith("1011 ");
            try (JdkClient late = server.connect("/ws/devices/pm1")) {
                assertThat(late.end()).startsWith("1011 ");
            }
            other.sample("1");
            reads(elsewhere, 0, 0);
            Eventually.hold("one client is counted", () -> server.limits.clients() == 1);
        }
    }
}
