// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import org.jackfield.stream.Frame;

/** A frame as the ring keeps it. Its bytes are never written to after construction. */
final class EncodedFrame implements Frame {
    /** What a frame costs beside its bytes: two object heads, its fields, its slot. */
    private static final int OVERHEAD = 72;

    private final Kind kind;
    /** In the stream, status frames counted; tells a reader whether its slot was overwritten. */
    private final long position;

    private final long sequence;
    private final byte[] json;

    EncodedFrame(Kind kind, long position, long sequence, byte[] json) {
        this.kind = kind;
        this.position = position;
        this.sequence = sequence;
        this.json = json;
    }

    /** A frame made for one reader, which is in no ring. */
    static EncodedFrame outside(Kind kind, long sequence, byte[] json) {
        return new EncodedFrame(kind, -1, sequence, json);
    }

    long position() {
        return position;
    }

    int weight() {
        return json.length + OVERHEAD;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public long sequence() {
        return sequence;
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
