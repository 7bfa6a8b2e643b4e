// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jspecify.annotations.Nullable;

/**
 * A reader's place in a ring, a hub's or a view's, which notices by the sequence numbers what the reader has
 * missed.
 *
 * <p>One thread at a time, as {@link FrameCursor} says; the ring it walks is written meanwhile.
 */
final class RingCursor implements Walk {
    /** What is expected before the hub knows its first number: that. */
    static final long FIRST = Long.MIN_VALUE;
    /** What is expected by a reader that takes what is there: the first it finds. */
    static final long ANY = Long.MIN_VALUE + 1;

    private final DeviceHub hub;
    private final ReplayRing ring;
    private final Runnable onClose;
    private long index;
    /** The number that the next data frame accounts for if nothing is missed. */
    private long expected;

    private @Nullable EncodedFrame own;
    /** The latest that was asked for or gone to; readers at one place share it. */
    private @Nullable Place place;
    /** Until the first frame of the ring: what is missing by then was asked for too late. */
    private boolean resuming;

    private Term term = Term.ENDLESS;

    /** With nothing appended meanwhile; what comes next has a position not below {@code nextPosition}. */
    RingCursor(DeviceHub hub, ReplayRing ring, RingStart start, long nextPosition, Runnable onClose) {
        this.hub = hub;
        this.ring = ring;
        this.index = start.index();
        this.expected = start.expected();
        this.resuming = start.resuming();
        this.onClose = onClose;
        EncodedFrame status = ring.lastStatus();
        EncodedFrame next = ring.at(index);
        this.own = status == null || status.index() >= index
                ? null
                : status.toldAt((next == null ? nextPosition : next.position()) - 1);
    }

    /** Ends with that; to be said before anybody reads. */
    void during(Term readers) {
        term = readers;
    }

    /** The next number, {@link #FIRST} or {@link #ANY}. */
    long expected() {
        return expected;
    }

    @Override
    public @Nullable EncodedFrame next() {
        EncodedFrame first = own;
        if (first != null) {
            own = null;
            return first;
        }
        EncodedFrame frame = ring.at(index);
        if (frame == null) {
            return index < ring.tail() ? skip() : null;
        }
        boolean data = frame.kind() == Frame.Kind.DATA;
        if (expected == ANY) {
            expected = frame.from();
        } else if (data && expected == FIRST) {
            expected = hub.firstSequence();
        }
        // Any frame shows what is missing, so that a loss is told even if no sample follows it.
        if (expected != FIRST && frame.from() > expected) {
            return gapBefore(frame);
        }
        if (data) {
            expected = frame.sequence() + 1;
        } else if (frame.kind() == Frame.Kind.GAP) { // which only a view's ring holds
            expected = frame.sequence();
        }
        resuming = false;
        index++;
        return frame;
    }

    /** Goes to the oldest frame kept and makes sure that a status which was skipped is told. */
    private @Nullable EncodedFrame skip() {
        long from = index;
        index = ring.tail();
        EncodedFrame status = ring.lastStatus();
        if (status != null && status.index() >= from && status.index() < index) {
            own = status;
        }
        return next();
    }

    /** Its position is just before that of the frame which shows it: who comes back with it gets that one. */
    private EncodedFrame gapBefore(EncodedFrame frame) {
        long from = expected;
        long first = hub.firstSequence();
        if (from < first) {
            expected = first;
            return hub.gap(from, first - 1, "restart", frame.position() - 1);
        }
        expected = frame.from();
        return hub.gap(from, expected - 1, resuming ? "expired" : "overtaken", frame.position() - 1);
    }

    @Override
    public @Nullable Place place() {
        if (own != null || resuming || index < ring.tail()) {
            return null;
        }
        Place known = place;
        if (known == null || known.position() != index || known.sequence() != expected) {
            known = new Place(index, expected);
            place = known;
        }
        return known;
    }

    @Override
    public void moveTo(Place reached) {
        index = reached.position();
        expected = reached.sequence();
        place = reached;
    }

    @Override
    public boolean hasEnded() {
        return term.isOver();
    }

    @Override
    public long lag() {
        return ring.head() - index;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
