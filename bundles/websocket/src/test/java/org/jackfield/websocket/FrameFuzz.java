// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import static org.jackfield.websocket.RawClient.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jackfield.web.read.Cbor;

/** Frames of which most are nearly right: what is plain nonsense ends a connection before anything is tried. */
final class FrameFuzz {
    private static final String[] MESSAGES = {
        "{\"type\":\"ping\"}",
        "{\"type\":\"subscribe\",\"devices\":[\"pm1\",\"lab*\"],\"view\":{\"maxRate\":10}}",
        "{\"type\":\"subscribe\",\"devices\":[\"*\"],\"last\":5}",
        "{\"type\":\"subscribe\",\"devices\":[\"pm1\"],\"after\":3,\"view\":{\"every\":2,\"channels\":[\"a\"]}}",
        "{\"type\":\"unsubscribe\",\"devices\":[\"*\"]}",
    };
    private static final int[] CONTROLS = {0x88, 0x89, 0x8a};
    private static final int[] LENGTHS = {0, 1, 125, 126, 127, 65_535, 65_536, 65_537, Integer.MAX_VALUE};

    private final Random random;

    FrameFuzz(Random random) {
        this.random = random;
    }

    byte[] next() {
        return switch (random.nextInt(40)) {
            case 0 -> some(64);
            case 1 -> frame(random.nextInt(256), some(200));
            case 2 -> frame(0x81, message(), 10, false);
            case 3 -> frame(0x80 | random.nextInt(16), some(64), LENGTHS[random.nextInt(LENGTHS.length)], true);
            case 4 -> frame(0x82, some(64), random.nextLong(), true);
            case 5 -> frame(0x88, some(127));
            case 6 -> frame(random.nextInt(16), some(10));
            case 7 -> frame(0x80, some(10));
            case 8 -> frame(CONTROLS[random.nextInt(CONTROLS.length)], some(130));
            case 9, 10, 11 -> frame(0x81, broken(message()));
            case 12, 13, 14 -> frame(0x82, broken(cbor()));
            case 15, 16 -> frame(0x82, some(300));
            case 17, 18 -> fragments(message());
            case 19, 20, 21 -> frame(0x89, some(125));
            case 22, 23, 24 -> frame(0x8a, some(125));
            case 25, 26, 27 -> frame(0x82, cbor());
            default -> frame(0x81, message());
        };
    }

    private byte[] some(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] message() {
        return MESSAGES[random.nextInt(MESSAGES.length)].getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] cbor() {
        return Cbor.of(message());
    }

    /** Some of its bytes are others; in text they stay ASCII half of the time, so that JSON sees them. */
    private byte[] broken(byte[] message) {
        int mask = random.nextBoolean() ? 0x7f : 0xff;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            message[random.nextInt(message.length)] = (byte) (random.nextInt(256) & mask);
        }
        return message;
    }

    private byte[] fragments(byte[] message) {
        int cut = random.nextInt(message.length);
        byte[] first = frame(0x01, Arrays.copyOf(message, cut));
        byte[] between = random.nextBoolean() ? frame(0x89, some(10)) : new byte[0];
        byte[] last = frame(0x80, Arrays.copyOfRange(message, cut, message.length));
        return ByteBuffer.allocate(first.length + between.length + last.length)
                .put(first)
                .put(between)
                .put(last)
                .array();
    }
}
