// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.nio.charset.StandardCharsets;
import org.jackfield.stream.Frame;

/** A frame as a ring keeps it. Its bytes are never written to after construction. */
final class EncodedFrame implements Frame {
    /** What a frame costs beside its bytes: two object heads, its fields, its slot. */
    private static final int OVERHEAD = 96;

    private static final int OUTSIDE = -1;
    /** Where the name of the event begins. */
    private static final int EVENT = "{\"event\":\"".length();

    private final Kind kind;
    private final String deviceId;
    /** In its ring; tells a reader whether its slot was overwritten. */
    private final long index;

    private final long sequence;
    private final long from;
    private final long position;
    private final long arrived;
    private final byte[] json;
    private final int payloadOffset;

    private EncodedFrame(
            Kind kind,
            String deviceId,
            long index,
            long sequence,
            long from,
            long position,
            long arrived,
            byte[] json,
            int payloadOffset) {
        this.kind = kind;
        this.deviceId = deviceId;
        this.index = index;
        this.sequence = sequence;
        this.from = from;
        this.position = position;
        this.arrived = arrived;
        this.json = json;
        this.payloadOffset = payloadOffset;
    }

    static EncodedFrame sample(
            String deviceId, long index, long sequence, long position, long arrived, byte[] json, int payloadOffset) {
        return new EncodedFrame(Kind.DATA, deviceId, index, sequence, sequence, position, arrived, json, payloadOffset);
    }

    /** A frame that is no sample. */
    static EncodedFrame event(
            Kind kind, String deviceId, long index, long sequence, long position, long arrived, byte[] json) {
        return new EncodedFrame(kind, deviceId, index, sequence, sequence, position, arrived, json, 0);
    }

    /** A gap, which is made for one reader and in no ring. */
    static EncodedFrame gap(String deviceId, long sequence, long position, byte[] json) {
        return event(Kind.GAP, deviceId, OUTSIDE, sequence, position, 0, json);
    }

    /** The same for one reader alone, to whom all frames up to that position have been given. */
    EncodedFrame toldAt(long place) {
        return new EncodedFrame(kind, deviceId, OUTSIDE, sequence, from, place, arrived, json, payloadOffset);
    }

    /** The same in another ring, where it accounts for the numbers from {@code accounted} on. */
    EncodedFrame in(ReplayRing ring, long accounted) {
        return new EncodedFrame(
                kind, deviceId, ring.head(), sequence, accounted, position, arrived, json, payloadOffset);
    }

    /** The same sample with another payload. */
    EncodedFrame withPayload(BoundedBuffer payload) {
        byte[] changed = new byte[payloadOffset + payload.length() + 1];
        System.arraycopy(json, 0, changed, 0, payloadOffset);
        payload.copyTo(changed, payloadOffset);
        changed[changed.length - 1] = '}';
        return new EncodedFrame(kind, deviceId, index, sequence, from, position, arrived, changed, payloadOffset);
    }

    long index() {
        return index;
    }

    /** Whether it was made for one reader alone. */
    boolean isOutside() {
        return index == OUTSIDE;
    }

    /** The first number it accounts for: its own, or that of the first sample left out before it. */
    long from() {
        return from;
    }

    /** When it came, in nanoseconds of the hub's clock. */
    long arrived() {
        return arrived;
    }

    int weight() {
        return json.length + OVERHEAD;
    }

    /** Its JSON, for reading only. */
    byte[] json() {
        return json;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    /** What its JSON says first: a stream that is no device's has events of more than one name. */
    @Override
    public String eventName() {
        int end = EVENT;
        while (json[end] != '"') {
            end++;
        }
        return new String(json, EVENT, end - EVENT, StandardCharsets.US_ASCII);
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public String deviceId() {
        return deviceId;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public int payloadOffset() {
        return payloadOffset;
    }

    @Override
    public int length() {
        return json.length;
    }

    @Override
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(json, 0, target, offset, json.length);
    }
}
