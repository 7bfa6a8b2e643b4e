// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * Times as the wire has them, {@code 2026-03-01T09:15:00.120000+00:00}. Within one second only the six
 * digits after the point are written anew. One thread at a time.
 */
final class Timestamps {
    /** Bytes of every timestamp. */
    static final int LENGTH = 32;

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final long MIN_SECOND = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long MAX_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int POINT = 19;
    private static final int ZONE = 26;

    private final byte[] text = new byte[LENGTH];
    private long second = Long.MIN_VALUE;

    Timestamps() {
        text[POINT] = '.';
        System.arraycopy("+00:00".getBytes(StandardCharsets.US_ASCII), 0, text, ZONE, LENGTH - ZONE);
    }

    /** Whether the wire's four-digit years can say that time. */
    static boolean fits(Instant time) {
        return time.getEpochSecond() >= MIN_SECOND && time.getEpochSecond() <= MAX_SECOND;
    }

    /** Writes the time to {@code target} and returns the offset behind it. */
    int write(Instant time, byte[] target, int offset) {
        if (time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            byte[] begin = seconds(time).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(begin, 0, text, 0, POINT);
        }
        int micros = time.getNano() / 1000;
        for (int i = ZONE - 1; i > POINT; i--) {
            text[i] = (byte) ('0' + micros % 10);
            micros /= 10;
        }
        System.arraycopy(text, 0, target, offset, LENGTH);
        return offset + LENGTH;
    }

    private static String seconds(Instant time) {
        return SECONDS.format(LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC));
    }

    /** The time as text, with microseconds. */
    static String text(Instant time) {
        if (!fits(time)) {
            throw new DateTimeException("a time has a year from 0000 to 9999, this one is " + time);
        }
        return new String(bytes(time), StandardCharsets.US_ASCII);
    }

    /**
     * Whether the timestamp in {@code json} at that offset is not before the other: as all are equally long and
     * in the same zone, the order of their text is that of the times.
     */
    static boolean notBefore(byte[] json, int offset, byte[] other) {
        return Arrays.compare(json, offset, offset + LENGTH, other, 0, LENGTH) >= 0;
    }

    /** The time as bytes; the first or the last there is if the wire cannot say it. */
    static byte[] bytes(Instant time) {
        Instant nearest =
                fits(time) ? time : Instant.ofEpochSecond(time.getEpochSecond() < MIN_SECOND ? MIN_SECOND : MAX_SECOND);
        byte[] bytes = new byte[LENGTH];
        int unused = new Timestamps().write(nearest, bytes, 0);
        return bytes;
    }

    /** The time as text, to the whole second. */
    static String wholeSeconds(Instant time) {
        return seconds(time) + "+00:00";
    }
}
