// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.websocket.RawClient.frame;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no proper client would send. Somebody else reads all the time and must not notice. */
class BadFramesTest {
    private static final byte[] NOTHING = {};

    private TestServer server;
    private TestStream device;
    private JdkClient bystander;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        device = server.streams.add("pm1");
        bystander = server.connect("/ws/devices/pm1");
        bystander.next();
    }

    @AfterEach
    void theBystanderHasNotNoticed() throws Exception {
        Eventually.hold("the other one is gone", () -> server.limits.clients() == 1);
        device.sample("1");
        assertThat(bystander.next().get("sequence").asInt()).isZero();
        bystander.close();
        server.close();
    }

    private static byte[] all(byte[]... frames) {
        int length = 0;
        for (byte[] frame : frames) {
            length += frame.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] frame : frames) {
            all.put(frame);
        }
        return all.array();
    }

    private static Arguments bad(String what, int code, byte[]... frames) {
        return Arguments.of(what, code, all(frames));
    }

    private static Arguments closing(int code) {
        return bad("a close with " + code, 1002, frame(0x88, new byte[] {(byte) (code >> 8), (byte) code}));
    }

    static Stream<Arguments> badFrames() {
        byte[] notUtf8 = {'"', (byte) 0xc3, (byte) 0x28, '"'};
        byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
        byte[] big = new byte[65_536];
        byte[] ping = "{\"type\":\"ping\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return Stream.of(
                bad("reserved bit 1", 1002, frame(0xc1, "x")),
                bad("reserved bit 2", 1002, frame(0xa1, "x")),
                bad("reserved bit 3", 1002, frame(0x91, "x")),
                bad("a reserved bit on a ping", 1002, frame(0xc9, "x")),
                bad("not masked", 1002, frame(0x81, ping, ping.length, false)),
                bad("not masked and empty", 1002, frame(0x81, NOTHING, 0, false)),
                bad("unknown data", 1002, frame(0x83, "x")),
                bad("unknown control", 1002, frame(0x8b, "x")),
                bad("a ping that is too long", 1002, frame(0x89, new byte[126])),
                bad("a ping in fragments", 1002, frame(0x09, "x")),
                bad("a close in fragments", 1002, frame(0x08, new byte[] {3, (byte) 0xe8})),
                bad("a continuation of nothing", 1002, frame(0x80, "x")),
                bad("text inside of text", 1002, frame(0x01, "x"), frame(0x81, "y")),
                bad("binary inside of text", 1002, frame(0x01, "x"), frame(0x82, "y")),
                bad("a close of one byte", 1002, frame(0x88, new byte[] {3})),
                bad("a close for a reason that may not be sent", 1002, frame(0x88, new byte[] {3, (byte) 0xed})),
                bad("a close that is too long", 1002, frame(0x88, new byte[126])),
                closing(0),
                closing(999),
                closing(1004),
                closing(1006),
                closing(1015),
                closing(1016),
                closing(2999),
                closing(5000),
                closing(65_535),
                bad("not UTF-8", 1007, frame(0x81, notUtf8)),
                bad("half a surrogate pair", 1007, frame(0x81, surrogate)),
                bad("not UTF-8 in fragments", 1007, frame(0x01, "\""), frame(0x80, notUtf8)),
                bad("cut off within a character", 1007, frame(0x01, "\""), frame(0x80, new byte[] {(byte) 0xc3})),
                bad("a length of 2^62", 1009, frame(0x81, new byte[8], 1L << 62, true)),
                bad("a negative length", 1009, frame(0x81, new byte[8], -1L >>> 0, true)),
                bad("a length of 2 GB", 1009, frame(0x82, new byte[8], Integer.MAX_VALUE, true)),
                bad("2 GB of an unknown kind", 1009, frame(0x83, new byte[8], Integer.MAX_VALUE, true)),
                bad("a byte too many", 1009, frame(0x81, new byte[65_537])),
                bad("a byte too many in fragments", 1009, frame(0x01, big), frame(0x80, "x")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void badFrames(String what, int code, byte[] bytes) throws Exception {
        try (RawClient client = server.raw("/ws/devices")) {
            client.say(bytes);
            assertThat(client.closeCode()).as(what).isEqualTo(code);
            client.drain();
        }
    }

    @Test
    void aMessageMayComeInManyPiecesWithPingsBetweenThem() throws Exception {
        try (RawClient client = server.raw("/ws/devices")) {
            String message = "{\"type\":\"ping\",\"µ\":\"ü\"}";
            byte[] bytes = message.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                int first = (i == 0 ? 0x01 : 0x00) | (i == bytes.length - 1 ? 0x80 : 0);
                client.say(frame(first, new byte[] {bytes[i]}));
                client.say(frame(0x89, "p" + i));
            }
            for (int i = 0; i < bytes.length - 1; i++) {
                assertThat(client.next().text()).isEqualTo("p" + i);
            }
            assertThat(client.next().text()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    @Test
    void whoSendsMoreFramesThanAnybodyNeedsIsSentAway() throws Exception {
        try (RawClient client = server.raw("/ws/devices")) {
            byte[] pong = frame(0x8a, NOTHING);
            for (int i = 0; i < 2 * Inbound.BURST; i++) {
                client.say(pong);
            }
            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void whoAsksAndDoesNotListenWaitsForItself() throws Exception {
        try (RawClient client = server.raw("/ws/devices/pm1")) {
            client.next(); // it reads, from here on
            String block = '"' + "x".repeat(60_000) + '"';
            for (int i = 0; i < 200; i++) {
                device.sample(block);
                bystander.next();
            }
            for (int i = 0; i < 500; i++) {
                client.say(frame(0x89, new byte[125]));
            }
            server.pass(TestServer.STALLED);
            Eventually.hold("it is cut off", () -> server.limits.clients() == 1);
        }
        bystander.close();
        device = server.streams.add("pm1");
        bystander = server.connect("/ws/devices/pm1");
        bystander.next();
    }
}
