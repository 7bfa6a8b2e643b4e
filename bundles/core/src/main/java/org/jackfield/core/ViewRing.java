// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import org.jackfield.stream.Frame;
import org.jackfield.stream.StartAt;

/**
 * A stream with less in it: a ring of its own, filled out of the hub's whenever one of its readers finds nothing
 * more, so that what all of them want is computed once and never on a driver's thread.
 *
 * <p>Filled under its monitor; read as any ring is.
 */
final class ViewRing {
    private final long id;
    private final DeviceHub hub;
    private final ReplayRing ring;
    private final RingCursor source;
    private final Reduction reduction;
    /** The first number of the source that no frame here accounts for; see {@link RingCursor#expected}. */
    private long accounted;

    private long position;

    /**
     * Begins there.
     *
     * @param id tells its places from those in other rings
     */
    ViewRing(long id, DeviceHub hub, Reduction reduction, StartAt start) {
        this.id = id;
        this.hub = hub;
        this.reduction = reduction;
        this.ring = hub.newRing();
        this.source = hub.read(start, () -> {});
        this.accounted = source.expected();
    }

    long id() {
        return id;
    }

    /** Whether it has all that follows that number, as far as its source had. */
    synchronized boolean covers(long sequence) {
        EncodedFrame oldest = ring.at(ring.tail());
        return oldest != null && oldest.from() <= sequence + 1;
    }

    /** The first reader, who begins where this ring does. */
    synchronized RingCursor readAll(Runnable onClose) {
        long first = accounted;
        fill();
        return cursor(new RingStart(0, first, false), onClose);
    }

    /** A reader that begins with what comes next. */
    synchronized RingCursor readNext(Runnable onClose) {
        fill();
        return cursor(new RingStart(ring.head(), accounted, false), onClose);
    }

    /** A reader that goes on behind that number. */
    synchronized RingCursor readAfter(long sequence, Runnable onClose) {
        fill();
        return cursor(new RingStart(ring.find(sequence + 1), sequence + 1, true), onClose);
    }

    private RingCursor cursor(RingStart start, Runnable onClose) {
        return new RingCursor(hub, ring, start, position + 1, onClose);
    }

    /** Takes in what the source has. */
    synchronized void fill() {
        for (EncodedFrame frame = source.next(); frame != null; frame = source.next()) {
            if (accounted == RingCursor.FIRST || accounted == RingCursor.ANY) {
                accounted = frame.from();
            }
            if (frame.kind() == Frame.Kind.DATA) {
                reduction.sample(frame, this::append);
            } else {
                reduction.flush(this::append);
                append(frame);
            }
        }
        reduction.tick(hub.now(), this::append);
    }

    private void append(EncodedFrame frame) {
        ring.append(frame.in(ring, accounted));
        position = frame.position();
        if (frame.kind() == Frame.Kind.DATA) {
            accounted = Math.max(accounted, frame.sequence() + 1);
        } else if (frame.kind() == Frame.Kind.GAP) {
            accounted = Math.max(accounted, frame.sequence());
        }
    }

    /** Frames of the source that were not taken in yet. */
    long lag() {
        return source.lag();
    }
}
