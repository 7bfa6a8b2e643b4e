// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jackfield.stream.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManyDevicesTest {
    private TestServer server;
    private TestStream one;
    private TestStream other;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        one = server.streams.add("pm1");
        other = server.streams.add("lab1-x");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aClientReadsWhatItSubscribesTo() throws Exception {
        try (JdkClient client = server.connect("/ws/devices")) {
            client.say("{'type':'subscribe','devices':['pm1','lab1-*']}");
            assertThat(client.next())
                    .hasToString("{\"type\":\"subscribed\",\"patterns\":[\"lab1-*\",\"pm1\"],"
                            + "\"devices\":[\"lab1-x\",\"pm1\"]}");
            one.sample("1");
            other.sample("2");
            server.streams.add("lab1-y").sample("3");
            assertThat(client.next())
                    .hasToString("{\"position\":1,\"event\":\"device_data\",\"device_id\":\"pm1\","
                            + "\"sequence\":0,\"payload\":1}");
            assertThat(client.next().get("device_id").asText()).isEqualTo("lab1-x");
            assertThat(client.next().get("device_id").asText()).isEqualTo("lab1-y");
        }
    }

    @Test
    void theAnswerComesBeforeTheFirstFrame() throws Exception {
        for (int i = 0; i < 50; i++) {
            one.sample("1");
        }
        for (int i = 0; i < 20; i++) {
            try (JdkClient client = server.connect("/ws/devices")) {
                client.say("{'type':'subscribe','devices':['pm1'],'after':0}");
                assertThat(client.next().get("type").asText()).isEqualTo("subscribed");
                assertThat(client.next().get("sequence").asInt()).isZero();
            }
        }
    }

    @Test
    void whoComesBackWithThePositionOfItsLastFrameMissesNothing() throws Exception {
        long position;
        try (JdkClient client = server.connect("/ws/devices")) {
            client.say("{'type':'subscribe','devices':['*']}");
            client.next("type", "subscribed");
            one.sample("1");
            position = client.next().get("position").asLong();
        }
        other.sample("2");
        one.sample("3");
        try (JdkClient client = server.connect("/ws/devices")) {
            client.say("{'type':'subscribe','devices':['*'],'after':" + position + "}");
            client.next("type", "subscribed");
            assertThat(client.next().get("payload").asInt()).isEqualTo(2);
            assertThat(client.next().get("payload").asInt()).isEqualTo(3);
        }
    }

    @Test
    void devicesComeAndGoWhileFramesFlow() throws Exception {
        AtomicBoolean flowing = new AtomicBoolean(true);
        Thread flow = new Thread(() -> {
            while (flowing.get()) {
                one.sample("1");
                other.sample("2");
                LockSupport.parkNanos(100_000);
            }
        });
        try (JdkClient client = server.connect("/ws/devices")) {
            client.say("{'type':'subscribe','devices':['pm1']}");
            client.next("type", "subscribed");
            flow.start();
            for (int i = 0; i < 50; i++) {
                client.say("{'type':'subscribe','devices':['lab1-x']}");
                client.next("type", "subscribed");
                client.next("device_id", "lab1-x");
                client.say("{'type':'unsubscribe','devices':['lab1-x']}");
                JsonNode left = client.next("type", "unsubscribed");
                assertThat(left.get("patterns")).hasToString("[\"pm1\"]");
                assertThat(client.next().get("device_id").asText()).isEqualTo("pm1");
            }
        } finally {
            flowing.set(false);
            flow.join();
        }
    }

    @Test
    void eachSubscriptionHasItsOwnView() throws Exception {
        try (JdkClient client = server.connect("/ws/devices")) {
            client.say("{'type':'subscribe','devices':['pm1'],'view':{'maxRate':10,'channels':['a','b'],'points':50}}");
            client.next("type", "subscribed");
            client.say("{'type':'subscribe','devices':['lab1-x'],'view':{}}");
            client.next("type", "subscribed");
            assertThat(server.streams.views).containsExactly(new View(Set.of("a", "b"), 0, 1, 50, 10), View.WHOLE);
        }
    }

    @Test
    void anAnswerMayBeLongerThanAMessageFromAClient() throws Exception {
        try (JdkClient client = server.connect("/ws/devices")) {
            int each = 300;
            for (int message = 1; message <= 3; message++) {
                String prefix = message + "y".repeat(150);
                String patterns = IntStream.range(0, each)
                        .mapToObj(i -> "'" + prefix + i + "'")
                        .collect(Collectors.joining(","));
                client.say("{'type':'subscribe','devices':[" + patterns + "]}");
                assertThat(client.next().get("patterns")).hasSize(message * each);
            }
            client.say("{'type':'subscribe','devices':['pm1']}");
            client.next("type", "subscribed");
            one.sample("1");
            assertThat(client.next().get("payload").asInt()).isEqualTo(1);
        }
    }

    @Test
    void nonsenseIsAnsweredAndHarmsNobody() throws Exception {
        try (JdkClient client = server.connect("/ws/devices")) {
            Map<String, String> answers = Map.of(
                    "hello",
                    "a message must be one object of JSON: expected",
                    "[]",
                    "expected an object with a type",
                    "{'type':'dance'}",
                    "expected a message of type subscribe, unsubscribe or ping, came dance",
                    "{'type':'subscribe'}",
                    "devices must be names or patterns",
                    "{'type':'subscribe','devices':[1]}",
                    "devices must be names or patterns",
                    "{'type':'subscribe','devices':['a'],'view':{'maxrate':1}}",
                    "a view may have",
                    "{'type':'subscribe','devices':['a'],'view':{'every':0}}",
                    "every must be at least 1, was 0",
                    "{'type':'subscribe','devices':['a'],'after':'x'}",
                    "after must be a whole number, was x",
                    "{'type':'subscribe','devices':['a'],'after':1,'last':1}",
                    "expected one of last, since and after",
                    "{'type':'subscribe','devices':['" + "a".repeat(201) + "']}",
                    "1 to 200 letters");
            for (Map.Entry<String, String> answer : answers.entrySet()) {
                client.say(answer.getKey());
                JsonNode told = client.next();
                assertThat(told.get("type").asText()).isEqualTo("error");
                assertThat(told.get("message").asText()).as(answer.getKey()).contains(answer.getValue());
            }
            client.say("{'type':'subscribe','devices':['pm1']}");
            client.next("type", "subscribed");
            one.sample("1");
            assertThat(client.next().get("payload").asInt()).isEqualTo(1);
        }
    }

    @Test
    void whoTalksNonsenseOnlyIsSentAway() throws Exception {
        try (JdkClient client = server.connect("/ws/devices")) {
            for (int i = 0; i < Conversation.MAX_ERRORS; i++) {
                client.say("nonsense");
                assertThat(client.next().get("type").asText()).isEqualTo("error");
            }
            client.say("nonsense");
            assertThat(client.end()).startsWith("1008 ");
            Eventually.hold("nothing is read any more", server.streams.readers::isEmpty);
        }
    }

    @Test
    void cborIsSpokenBothWays() throws Exception {
        ObjectMapper cbor = new ObjectMapper(new CBORFactory());
        try (JdkClient client = server.connect("/ws/devices?format=cbor")) {
            client.say(cbor.writeValueAsBytes(Map.of("type", "subscribe", "devices", Set.of("pm1"))));
            assertThat(client.next().get("devices")).hasToString("[\"pm1\"]");
            one.sample("[1,2.5]");
            JsonNode frame = client.next();
            assertThat(frame.get("position").asLong()).isEqualTo(1);
            assertThat(frame.get("payload")).hasToString("[1,2.5]");
            client.say(new byte[] {(byte) 0xff, 0, 1});
            assertThat(client.next().get("type").asText()).isEqualTo("error");
        }
    }

    @Test
    void clientsOfDifferentDevicesReadTheSameFramesInCborWhereTheyOverlap() throws Exception {
        ObjectMapper cbor = new ObjectMapper(new CBORFactory());
        String[][] wanted = {{"*"}, {"pm1"}, {"lab1-*"}, {"*"}};
        JdkClient[] clients = new JdkClient[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            clients[i] = server.connect("/ws/devices?format=cbor");
            clients[i].say(cbor.writeValueAsBytes(Map.of("type", "subscribe", "devices", wanted[i])));
            clients[i].next("type", "subscribed");
        }
        int frames = 3_000; // more than are kept in CBOR
        for (int i = 0; i < frames; i++) {
            (i % 2 == 0 ? one : other).sample(Integer.toString(i));
        }
        for (int i = 0; i < clients.length; i++) {
            boolean all = wanted[i][0].equals("*");
            for (int k = wanted[i][0].equals("lab1-*") ? 1 : 0; k < frames; k += all ? 1 : 2) {
                JsonNode frame = clients[i].next();
                assertThat(frame.get("payload").asInt()).isEqualTo(k);
                assertThat(frame.get("position").asInt()).isEqualTo(k + 1);
                assertThat(frame.get("device_id").asText()).isEqualTo(k % 2 == 0 ? "pm1" : "lab1-x");
            }
            clients[i].close();
        }
    }

    @Test
    void whoLeavesReadsNothingAnyMore() throws Exception {
        JdkClient client = server.connect("/ws/devices");
        client.say("{'type':'subscribe','devices':['pm1']}");
        client.next("type", "subscribed");
        client.leave();
        client.end();
        Eventually.hold("nothing is read any more", server.streams.readers::isEmpty);
    }
}
