// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.read;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jackfield.stream.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Frames of many devices in CBOR, made once for all who read them. Whoever reads many devices reads others than the
 * next one, so that whole batches could rarely be shared; the frames are the same ones, and to translate them is
 * nearly all that a batch costs.
 *
 * <p>Any thread may ask; two that make the same message at once do it twice, and either serves. What is kept is
 * bounded: so many short messages, of which each takes the place of an older one.
 */
public final class SharedCbor {
    private static final int KEPT = 1024;
    private static final int LONGEST = 4096;

    private final AtomicReferenceArray<@Nullable Known> recent = new AtomicReferenceArray<>(KEPT);

    private static final class Known {
        final Frame frame;
        final byte[] message;

        Known(Frame frame, byte[] message) {
            this.frame = frame;
            this.message = message;
        }
    }

    /** What was made of this very frame, else what is made now. Not to be changed. */
    public byte[] of(Frame frame, Supplier<byte[]> maker) {
        int slot = (int) frame.position() & (KEPT - 1);
        Known known = recent.get(slot);
        if (known != null && isSame(known.frame, frame)) {
            return known.message;
        }
        byte[] message = maker.get();
        if (message.length <= LONGEST) {
            recent.set(slot, new Known(frame, message));
        }
        return message;
    }

    @SuppressWarnings("ReferenceEquality") // one that was made for a reader alone may have the place of another
    private static boolean isSame(Frame one, Frame other) {
        return one == other;
    }

    /** Forgets them, when nobody reads. */
    public void clear() {
        for (int i = 0; i < KEPT; i++) {
            recent.set(i, null);
        }
    }
}
