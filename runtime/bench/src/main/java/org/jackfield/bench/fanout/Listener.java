// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.bench.source.Stamp;

/**
 * One reader of one stream, which must cost far less than the server that it measures: it looks for the end of
 * an event where the last one had it, and for the stamp right before. Used by the crowd's thread only.
 */
final class Listener {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final Pattern GAP = Pattern.compile("event: gap\\R.*\"from\":(\\d+),\"to\":(\\d+)");
    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;

    private enum Part {
        HEAD,
        WHOLE,
        SIZE,
        CHUNK,
        END_OF_CHUNK
    }

    private Part part = Part.HEAD;
    private int chunk;
    /** The part of an event, or of the protocol around, that was read last time; its last line's length. */
    private byte[] begun = new byte[256];

    private int length;
    private int lineLength;
    private int usual = 256;
    private long number = -1;
    private long missing;
    private long told;

    /** Whether the answer has begun. */
    boolean hasBegun() {
        return part != Part.HEAD;
    }

    /** Numbers that were left out without a word. */
    long silentlyLost() {
        return Math.max(0, missing - told);
    }

    /** Takes what was read at that time. */
    void take(byte[] bytes, int count, long micros, Window window) {
        int at = 0;
        while (at < count) {
            if (part == Part.WHOLE) {
                events(bytes, at, count, micros, window);
                return;
            }
            if (part == Part.CHUNK) {
                int end = Math.min(count, at + chunk);
                events(bytes, at, end, micros, window);
                chunk -= end - at;
                at = end;
                part = chunk == 0 ? Part.END_OF_CHUNK : Part.CHUNK;
            } else {
                at = protocol(bytes, at);
            }
        }
    }

    private int protocol(byte[] bytes, int at) {
        byte next = bytes[at];
        if (part == Part.SIZE) {
            chunk = next == '\n' || next == '\r' ? chunk : chunk * 16 + Character.digit(next, 16);
            part = next == '\n' ? Part.CHUNK : Part.SIZE;
        } else if (part == Part.END_OF_CHUNK) {
            part = next == '\n' ? Part.SIZE : Part.END_OF_CHUNK;
        } else if (append(next)) {
            String head = new String(begun, 0, length, StandardCharsets.US_ASCII);
            if (!head.startsWith("HTTP/1.1 200")) {
                throw new IllegalStateException("expected an event stream, was answered " + head);
            }
            part = head.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked")
                    ? Part.SIZE
                    : Part.WHOLE;
            length = 0;
        }
        return at + 1;
    }

    /** Whether this byte ends an empty line. */
    private boolean append(byte next) {
        if (length == begun.length) {
            begun = Arrays.copyOf(begun, length * 2);
        }
        begun[length++] = next;
        boolean ends = next == '\n' && lineLength == 0;
        lineLength = next == '\n' ? 0 : next == '\r' ? lineLength : lineLength + 1;
        return ends;
    }

    private void events(byte[] bytes, int from, int to, long micros, Window window) {
        int at = from;
        while (length > 0 && at < to) {
            if (append(bytes[at++])) {
                event(begun, 0, length, micros, window);
                length = 0;
            }
        }
        for (int end = end(bytes, at, to); end > 0; end = end(bytes, at, to)) {
            event(bytes, at, end, micros, window);
            at = end;
        }
        while (at < to) {
            append(bytes[at++]);
        }
    }

    /** Where the event that begins there ends, or -1. */
    private int end(byte[] bytes, int from, int to) {
        int guess = from + usual;
        if (guess <= to && bytes[guess - 1] == '\n' && emptyLineBefore(bytes, guess - 1)) {
            return guess;
        }
        int line = 0;
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (next == '\n') {
                if (line == 0) {
                    return i + 1;
                }
                line = 0;
            } else if (next != '\r') {
                line++;
            }
        }
        return -1;
    }

    private static boolean emptyLineBefore(byte[] bytes, int end) {
        return bytes[end - 1] == '\n' || (bytes[end - 1] == '\r' && bytes[end - 2] == '\n');
    }

    private void event(byte[] bytes, int from, int end, long micros, Window window) {
        int at = end;
        while (at > from && (bytes[at - 1] == '\n' || bytes[at - 1] == '\r' || bytes[at - 1] == '}')) {
            at--;
        }
        at -= Stamp.DIGITS;
        if (at < from || !digits(bytes, at) || !digits(bytes, at + 8)) {
            other(bytes, from, end, window);
            return;
        }
        usual = end - from;
        long next = number(bytes, at);
        if (number >= 0 && next != number + 1) {
            long between = Stamp.between(number, next);
            missing += between;
            window.missing += between;
        }
        number = next;
        window.events++;
        window.latencies.add(Stamp.since(number(bytes, at + 8), micros));
    }

    private static boolean digits(byte[] bytes, int at) {
        long eight = (long) LONGS.get(bytes, at);
        return (eight & HIGH_HALVES) == ZEROS && ((eight + 0x0606060606060606L) & HIGH_HALVES) == ZEROS;
    }

    /** Eight digits at once: pairs, then fours, then all. */
    private static long number(byte[] bytes, int at) {
        long digits = (long) LONGS.get(bytes, at) - ZEROS;
        long pairs = digits * 10 + (digits >>> 8);
        long high = (pairs & 0x000000FF000000FFL) * 0x000F424000000064L;
        long low = ((pairs >>> 16) & 0x000000FF000000FFL) * 0x0000271000000001L;
        return (high + low) >>> 32;
    }

    private void other(byte[] bytes, int from, int end, Window window) {
        Matcher gap = GAP.matcher(new String(bytes, from, end - from, StandardCharsets.UTF_8));
        if (gap.find()) {
            long count = Long.parseLong(gap.group(2)) - Long.parseLong(gap.group(1)) + 1;
            told += count;
            window.told += count;
        }
    }
}
