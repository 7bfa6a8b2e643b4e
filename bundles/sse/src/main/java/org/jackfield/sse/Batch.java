// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What one write carries. Shared by all clients that it is for, on any thread: each gets a view of its own of the same
 * bytes, and what HTTP/1.1 puts around them is put there once. Two that are the first to ask do it twice, and either
 * serves.
 */
final class Batch {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final ByteBuffer events;
    private final long last;
    private final int gaps;
    private volatile @Nullable ByteBuffer chunk;

    /**
     * @param last the number with which a client comes back that has got this; -1 if nothing in it has one
     * @param gaps how many of the events say that something is missing
     */
    Batch(ByteBuffer events, long last, int gaps) {
        this.events = events;
        this.last = last;
        this.gaps = gaps;
    }

    /** Of events without numbers. */
    Batch(ByteBuffer events) {
        this(events, -1, 0);
    }

    ByteBuffer events() {
        return events.duplicate();
    }

    int size() {
        return events.remaining();
    }

    long last() {
        return last;
    }

    int gaps() {
        return gaps;
    }

    /** The events as a whole chunk of HTTP/1.1. */
    ByteBuffer chunk() {
        ByteBuffer made = chunk;
        if (made == null) {
            byte[] head = (Integer.toHexString(size()) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            made = ByteBuffer.allocate(head.length + size() + LINE_END.length);
            made.put(head).put(events()).put(LINE_END).flip();
            chunk = made;
        }
        return made.duplicate();
    }
}
