// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Frames, one after the other.
 *
 * <p>The first frame of a device is its present status, unless that is among what is still to be read. After
 * that come data and status in the order in which they happened, and where the reader has missed something,
 * because it began too late or was too slow, a gap frame that names what: every sequence number is in a data
 * frame, in a gap, or was left out because the reader's {@link View} says so.
 *
 * <p>A reader belongs to one thread at a time; the hand-over from one to the next is the caller's to order.
 */
@ProviderType
public interface FrameReader extends AutoCloseable {
    /** The next frame, or null when there is none yet. Never waits. */
    @Nullable
    Frame next();

    /**
     * Whether nothing more will come once {@link #next} has given what there is: the stream was stopped for all its
     * readers, or its device is no more. A reader of many devices never ends; a device that is no more leaves it
     * with its last status, and joins it again when it is back.
     */
    default boolean hasEnded() {
        return false;
    }

    /** Frames written that were not read from here yet. */
    long lag();

    /** Stops to count as a reader. */
    @Override
    void close();
}
