// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.source;

import java.nio.charset.StandardCharsets;

/** The event that the product would make of a stamp, for those who have no envelope of their own. */
public final class Event {
    /** Its name on the wire. */
    public static final String NAME = "device_data";

    private static final int NUMBER_DIGITS = 8;
    private static final byte[] BEFORE_NUMBER =
            ascii("{\"event\":\"" + NAME + "\",\"device_id\":\"bench\",\"sequence\":");
    private static final byte[] BEFORE_STAMP =
            ascii(",\"timestamp\":\"2026-03-01T09:15:00.120000+00:00\",\"payload\":");

    private Event() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Its JSON. */
    public static byte[] json(long stamp) {
        byte[] json = new byte[BEFORE_NUMBER.length + NUMBER_DIGITS + BEFORE_STAMP.length + Stamp.DIGITS + 1];
        int at = copy(BEFORE_NUMBER, json, 0);
        at = digits(stamp / Stamp.END, NUMBER_DIGITS, json, at);
        at = copy(BEFORE_STAMP, json, at);
        at = digits(stamp, Stamp.DIGITS, json, at);
        json[at] = '}';
        return json;
    }

    /** The whole event. */
    public static byte[] sse(long stamp) {
        byte[] before = ascii("id: " + stamp / Stamp.END + "\r\nevent: " + NAME + "\r\ndata: ");
        byte[] json = json(stamp);
        byte[] end = ascii("\r\n\r\n");
        byte[] event = new byte[before.length + json.length + end.length];
        copy(end, event, copy(json, event, copy(before, event, 0)));
        return event;
    }

    private static int copy(byte[] source, byte[] target, int offset) {
        System.arraycopy(source, 0, target, offset, source.length);
        return offset + source.length;
    }

    private static int digits(long number, int digits, byte[] target, int offset) {
        long rest = number;
        for (int i = offset + digits - 1; i >= offset; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return offset + digits;
    }
}
