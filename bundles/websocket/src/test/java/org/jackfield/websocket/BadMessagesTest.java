// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.websocket.RawClient.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Proper frames with messages in them that no proper client would send. */
class BadMessagesTest {
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        server.streams.add("pm1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] deep(int open) {
        byte[] message = new byte[Inbound.MAX_MESSAGE_BYTES];
        Arrays.fill(message, (byte) open);
        return message;
    }

    private static byte[] bytes(int... bytes) {
        byte[] message = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            message[i] = (byte) bytes[i];
        }
        return message;
    }

    private static Arguments text(String what, String message) {
        return Arguments.of(what, frame(TEXT, message.replace('\'', '"')));
    }

    private static Arguments binary(String what, int... message) {
        return Arguments.of(what, frame(BINARY, bytes(message)));
    }

    static Stream<Arguments> badMessages() {
        String nested = "[".repeat(30_000);
        return Stream.of(
                Arguments.of("lists without end", frame(TEXT, deep('['))),
                text("objects in objects", "{'a':".repeat(13_000)),
                text("lists in a known field", "{'type':'subscribe','devices':" + nested),
                text("a closed pile of lists", "[".repeat(900) + "]".repeat(900)),
                text("a type that is one", "{'type':" + "[".repeat(900) + "]".repeat(900) + "}"),
                text("a number of 60,000 digits", "{'type':" + "1".repeat(60_000) + "}"),
                text("a number beyond all", "{'type':'subscribe','devices':['a'],'last':1e999999999}"),
                text("a tiny number", "{'type':'subscribe','devices':['a'],'view':{'deadband':1e-999999999}}x"),
                text("a name of 60,000 letters", "{'" + "n".repeat(60_000) + "':1}"),
                text("two values", "{'type':'ping'}{'type':'ping'}"),
                text("nothing", ""),
                text("null", "null"),
                text("a pattern of 60,000 letters", "{'type':'subscribe','devices':['" + "*".repeat(60_000) + "']}"),
                Arguments.of("CBOR lists without end", frame(BINARY, deep(0x81))),
                Arguments.of("CBOR lists of unsaid length", frame(BINARY, deep(0x9f))),
                Arguments.of("CBOR tags without end", frame(BINARY, deep(0xc1))),
                Arguments.of("CBOR breaks", frame(BINARY, deep(0xff))),
                binary("CBOR text of 2^63 bytes", 0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
                binary("CBOR bytes of 2 GB", 0x5a, 0x7f, 0xff, 0xff, 0xff),
                binary("a CBOR list of 2 GB", 0x9a, 0x7f, 0xff, 0xff, 0xff),
                binary("a CBOR object of 2^63", 0xbb, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
                binary("a CBOR number of 2 GB", 0xc2, 0x5a, 0x7f, 0xff, 0xff, 0xff),
                binary("CBOR text that is not UTF-8", 0xa1, 0x64, 't', 'y', 'p', 'e', 0x62, 0xc3, 0x28),
                binary("CBOR text in pieces of bytes", 0x7f, 0x41, 'x', 0xff),
                binary("a CBOR key that is a list", 0xa1, 0x80, 0x01),
                binary("half a CBOR number", 0x1b, 0x01),
                binary("CBOR undefined", 0xf7),
                binary("nothing of CBOR"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void badMessages(String what, byte[] bytes) throws Exception {
        try (RawClient client = server.raw("/ws/devices")) {
            client.say(bytes);
            JsonNode answer = JSON.readTree(client.next().text());
            assertThat(answer.path("type").asText()).as(what).isEqualTo("error");
            assertThat(answer.path("message").asText().length()).isBetween(20, 500);
            client.say("{'type':'ping'}");
            assertThat(client.next().text()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    private static String subscription(int from, int count, String rest) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "'" + i + rest + "'")
                .collect(Collectors.joining(",", "{'type':'subscribe','devices':[", "]}"));
    }

    @Test
    void tenThousandPatternsAreRefusedAndNoneOfThemIsRead() throws Exception {
        try (RawClient client = server.raw("/ws/devices")) {
            client.say(subscription(0, 5_000, ""));
            assertThat(client.next().text()).contains("at most 1000 patterns");
            client.say(subscription(5_000, 5_000, ""));
            assertThat(client.next().text()).contains("at most 1000 patterns");
            client.say(subscription(0, 1_000, ""));
            assertThat(JSON.readTree(client.next().text()).get("patterns")).hasSize(1_000);
            client.say("{'type':'unsubscribe','devices':['0']}");
            assertThat(JSON.readTree(client.next().text()).get("patterns")).hasSize(999);
        }
    }

    @Test
    void aMegabyteOfSubscriptionsAtOnceIsAnsweredOneByOne() throws Exception {
        String message = subscription(0, 300, "x".repeat(195));
        int count = 1_000_000 / message.length() + 1;
        try (RawClient client = server.raw("/ws/devices");
                JdkClient other = server.connect("/ws/devices")) {
            Thread talker = new Thread(() -> talk(client, message, count));
            talker.start();
            other.say("{'type':'ping'}");
            assertThat(other.next().get("type").asText()).isEqualTo("pong");
            for (int i = 0; i < count; i++) {
                assertThat(JSON.readTree(client.next().text()).get("patterns")).hasSize(300);
            }
            talker.join();
        }
    }

    private static void talk(RawClient client, String message, int count) {
        try {
            for (int i = 0; i < count; i++) {
                client.say(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
