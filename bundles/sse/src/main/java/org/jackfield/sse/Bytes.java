// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jackfield.stream.Frame;

/** Server-sent events being put together. Lines end as LabDaemon's do, which its client looks for first. */
final class Bytes {
    private static final byte[] END = ascii("\r\n\r\n");
    private static final byte[] ID = ascii("id: ");

    private static final Map<Frame.Kind, byte[]> HEADS = heads();

    private byte[] bytes;
    private int length;

    Bytes(int capacity) {
        bytes = new byte[capacity];
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<Frame.Kind, byte[]> heads() {
        Map<Frame.Kind, byte[]> heads = new EnumMap<>(Frame.Kind.class);
        for (Frame.Kind kind : Frame.Kind.values()) {
            heads.put(kind, head(kind.eventName()));
        }
        return heads;
    }

    private static byte[] head(String eventName) {
        return ascii("event: " + eventName + "\r\ndata: ");
    }

    int length() {
        return length;
    }

    /** Appends the frame as an event. */
    void event(Frame frame, Naming naming, boolean bare) {
        long id = naming.id(frame);
        if (id >= 0) {
            id(id);
        }
        append(naming == Naming.HAPPENINGS ? head(frame.eventName()) : Objects.requireNonNull(HEADS.get(frame.kind())));
        if (bare && frame.kind() == Frame.Kind.DATA) {
            json(frame, frame.payloadOffset(), frame.length() - 1);
        } else {
            json(frame, 0, frame.length());
        }
        append(END);
    }

    /** Appends a part of the frame's JSON. */
    void json(Frame frame, int from, int to) {
        reserve(frame.length());
        frame.copyTo(bytes, length);
        System.arraycopy(bytes, length + from, bytes, length, to - from);
        length += to - from;
    }

    void lineFeed() {
        reserve(1);
        bytes[length++] = '\n';
    }

    private void id(long id) {
        append(ID);
        reserve(22);
        int begin = length;
        long rest = id;
        do {
            bytes[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        for (int left = begin, right = length - 1; left < right; left++, right--) {
            byte digit = bytes[left];
            bytes[left] = bytes[right];
            bytes[right] = digit;
        }
        bytes[length++] = '\r';
        bytes[length++] = '\n';
    }

    void append(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void reserve(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }

    ByteBuffer toBuffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }
}
