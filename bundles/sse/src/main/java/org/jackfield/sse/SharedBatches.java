// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.FrameCursor.Place;
import org.jackfield.stream.FrameReader;
import org.jspecify.annotations.Nullable;

/**
 * What has gathered for a reader, in one piece of bounded size, made once for all readers at the same place:
 * after a burst nearly all are.
 *
 * <p>Any thread may read; two that make the same batch at once do it twice, and either serves.
 */
final class SharedBatches {
    /** What one write carries. */
    static final int BATCH_BYTES = 64 * 1024;

    private static final int KEPT = 8;
    /** What an event has beside its frame, at the most. */
    private static final int AROUND_BYTES = 64;

    private final Format format;
    private final AtomicReferenceArray<@Nullable Shared> recent = new AtomicReferenceArray<>(KEPT);

    SharedBatches(Format format) {
        this.format = format;
    }

    private record Shared(Place from, Batch batch, Place to) {}

    /** The events from the cursor's place on, and moves it behind them; null when there are none. */
    @Nullable
    Batch next(FrameCursor cursor) {
        Place from = cursor.place();
        if (from == null) {
            return make(cursor, format, Naming.ONE_DEVICE);
        }
        int slot = (int) from.position() & (KEPT - 1);
        Shared known = recent.get(slot);
        if (known != null && known.from.equals(from)) {
            cursor.moveTo(known.to);
            return known.batch;
        }
        Batch batch = make(cursor, format, Naming.ONE_DEVICE);
        Place to = cursor.place();
        if (batch != null && to != null) {
            recent.set(slot, new Shared(from, batch, to));
        }
        return batch;
    }

    /** What has gathered for one reader; null when there is nothing. */
    static @Nullable Batch make(FrameReader reader, Format format, Naming naming) {
        Frame frame = reader.next();
        if (frame == null) {
            return null;
        }
        Bytes events = new Bytes(capacity(frame, reader.lag()));
        long last = -1;
        int gaps = 0;
        while (frame != null) {
            format.write(frame, naming, events);
            last = Math.max(last, naming.id(frame)); // they never fall
            gaps += frame.kind() == Frame.Kind.GAP ? 1 : 0;
            frame = events.length() < BATCH_BYTES ? reader.next() : null;
        }
        return new Batch(events.toBuffer(), last, gaps);
    }

    /** What the frame and those behind it need, if they are alike. */
    private static int capacity(Frame frame, long behind) {
        long each = (long) frame.length() + AROUND_BYTES;
        return (int) (each + Math.min(Math.max(0, behind) * each, BATCH_BYTES));
    }
}
