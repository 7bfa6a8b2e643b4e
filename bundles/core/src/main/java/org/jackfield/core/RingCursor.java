// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jspecify.annotations.Nullable;

/**
 * A reader's place in a hub's ring, which notices by the sequence numbers what the reader has missed.
 *
 * <p>One thread at a time, as {@link FrameCursor} says; the ring it walks is written meanwhile.
 */
final class RingCursor implements FrameCursor {
    /** What is expected before the hub knows its first number: that. */
    static final long FIRST = Long.MIN_VALUE;

    private final DeviceHub hub;
    private final ReplayRing ring;
    private final Runnable onClose;
    private long position;
    /** The number that the next data frame has if nothing is missed. */
    private long expected;

    private @Nullable Frame own;
    /** Until the first frame of the ring: what is missing by then was asked for too late. */
    private boolean resuming;

    RingCursor(DeviceHub hub, ReplayRing ring, long position, long expected, boolean resuming, Runnable onClose) {
        this.hub = hub;
        this.ring = ring;
        this.position = position;
        this.expected = expected;
        this.resuming = resuming;
        EncodedFrame status = ring.lastStatus();
        this.own = status != null && status.position() < position ? status : null;
        this.onClose = onClose;
    }

    @Override
    public @Nullable Frame next() {
        Frame first = own;
        if (first != null) {
            own = null;
            return first;
        }
        EncodedFrame frame = ring.at(position);
        if (frame == null) {
            return position < ring.tail() ? skip() : null;
        }
        boolean data = frame.kind() == Frame.Kind.DATA;
        if (data && expected == FIRST) {
            expected = hub.firstSequence();
        }
        // Any frame shows what is missing, so that a loss is told even if no sample follows it.
        if (expected != FIRST && frame.sequence() > expected) {
            return gapBefore(frame.sequence());
        }
        if (data) {
            expected = frame.sequence() + 1;
        }
        resuming = false;
        position++;
        return frame;
    }

    /** Goes to the oldest frame kept and makes sure that a status which was skipped is told. */
    private @Nullable Frame skip() {
        long from = position;
        position = ring.tail();
        EncodedFrame status = ring.lastStatus();
        if (status != null && status.position() >= from && status.position() < position) {
            own = status;
        }
        return next();
    }

    private Frame gapBefore(long sequence) {
        long from = expected;
        long first = hub.firstSequence();
        if (from < first) {
            expected = first;
            return hub.gap(from, first - 1, "restart");
        }
        expected = sequence;
        return hub.gap(from, sequence - 1, resuming ? "expired" : "overtaken");
    }

    @Override
    public @Nullable Place place() {
        return own != null || resuming || position < ring.tail() ? null : new Place(position, expected);
    }

    @Override
    public void moveTo(Place place) {
        position = place.position();
        expected = place.sequence();
    }

    @Override
    public long lag() {
        return ring.head() - position;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
