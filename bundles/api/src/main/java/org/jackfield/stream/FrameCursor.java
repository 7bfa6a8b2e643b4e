// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** One reader's place in one stream, which another reader's can be set to. */
@ProviderType
public interface FrameCursor extends FrameReader {
    /**
     * Where this cursor stands, or null while a frame made for this reader alone is still to come. Two
     * cursors of one stream at equal places read equal frames, so that what one has made of them serves
     * the other.
     */
    @Nullable
    Place place();

    /** Goes on from the place that another cursor of the same stream has reached. */
    void moveTo(Place place);

    /**
     * A place in a stream.
     *
     * @param position of the next frame in the stream's memory
     * @param sequence that the next data frame will have if nothing was missed
     */
    record Place(long position, long sequence) {}
}
