// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One reader's place in a stream.
 *
 * <p>The first frame is the device's present status, unless that is among what is still to be read. After
 * that come data and status in the order in which they happened, and where the reader has missed something, because it began too late or was too slow, a
 * gap frame that names what: every sequence number is in a data frame or in a gap.
 *
 * <p>A cursor belongs to one thread at a time; the hand-over from one to the next is the caller's to order.
 */
@ProviderType
public interface FrameCursor extends AutoCloseable {
    /** The next frame, or null when there is none yet. Never waits. */
    @Nullable
    Frame next();

    /**
     * Where this cursor stands, or null while a frame made for this reader alone is still to come. Two
     * cursors of one stream at equal places read equal frames, so that what one has made of them serves
     * the other.
     */
    @Nullable
    Place place();

    /** Goes on from the place that another cursor of the same stream has reached. */
    void moveTo(Place place);

    /** Frames written that this cursor has not read. */
    long lag();

    /** Stops to count as a reader. */
    @Override
    void close();

    /**
     * A place in a stream.
     *
     * @param position of the next frame in the stream's memory
     * @param sequence that the next data frame will have if nothing was missed
     */
    record Place(long position, long sequence) {}
}
