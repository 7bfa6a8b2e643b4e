// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import org.jspecify.annotations.Nullable;

/** A reader's place in a view. Places of different rings are told apart by the ring's number in them. */
final class ViewCursor implements Walk {
    private static final int INDEX_BITS = 44;
    private static final long INDEX = (1L << INDEX_BITS) - 1;

    private final ViewRing ring;
    private final RingCursor cursor;
    private final Walk ticket;

    /** What reads; {@code ticket} counts as the reader of the whole. */
    ViewCursor(ViewRing ring, RingCursor cursor, Walk ticket) {
        this.ring = ring;
        this.cursor = cursor;
        this.ticket = ticket;
    }

    @Override
    public @Nullable EncodedFrame next() {
        EncodedFrame frame = cursor.next();
        if (frame != null) {
            return frame;
        }
        ring.fill();
        return cursor.next();
    }

    @Override
    public @Nullable Place place() {
        Place place = cursor.place();
        return place == null ? null : new Place(ring.id() << INDEX_BITS | place.position(), place.sequence());
    }

    @Override
    public void moveTo(Place place) {
        if (place.position() >>> INDEX_BITS != ring.id()) {
            throw new IllegalArgumentException("the place " + place + " is in another ring");
        }
        cursor.moveTo(new Place(place.position() & INDEX, place.sequence()));
    }

    @Override
    public boolean hasEnded() {
        return ticket.hasEnded();
    }

    @Override
    public long lag() {
        return cursor.lag() + ring.lag();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
