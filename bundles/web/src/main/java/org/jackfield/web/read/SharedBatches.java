// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.read;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.FrameCursor.Place;
import org.jackfield.stream.FrameReader;
import org.jspecify.annotations.Nullable;

/**
 * What has gathered in one stream, made once for all readers at the same place: after a burst nearly all are.
 *
 * <p>Any thread may read; two that make the same batch at once do it twice, and either serves.
 *
 * @param <B> a batch, which must be immutable or be copied by who takes it
 */
public final class SharedBatches<B> {
    private static final int KEPT = 8;

    private final Function<FrameReader, @Nullable B> maker;
    private final AtomicReferenceArray<@Nullable Shared<B>> recent = new AtomicReferenceArray<>(KEPT);

    private record Shared<B>(Place from, B batch, Place to) {}

    /** @param maker reads as much as one batch holds; null when there is nothing */
    public SharedBatches(Function<FrameReader, @Nullable B> maker) {
        this.maker = maker;
    }

    /** The batch from the cursor's place on, and moves it behind that; null when there is none. */
    public @Nullable B next(FrameCursor cursor) {
        Place from = cursor.place();
        if (from == null) {
            return maker.apply(cursor);
        }
        int slot = (int) from.position() & (KEPT - 1);
        Shared<B> known = recent.get(slot);
        if (known != null && known.from.equals(from)) {
            cursor.moveTo(known.to);
            return known.batch;
        }
        B batch = maker.apply(cursor);
        Place to = cursor.place();
        if (batch != null && to != null) {
            recent.set(slot, new Shared<>(from, batch, to));
        }
        return batch;
    }
}
