// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Instant;
import java.util.function.Predicate;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;

/** Finds in a hub's ring where a reader begins. Stateless beside the ring. */
final class RingStarts {
    private final ReplayRing ring;
    private final Positions positions;
    private final long begins;

    /** An earlier stream of that name ended before the position {@code begins}. */
    RingStarts(ReplayRing ring, Positions positions, long begins) {
        this.ring = ring;
        this.positions = positions;
        this.begins = begins;
    }

    /** With all that is kept, and none of what is missing before. */
    StartAt beginning() {
        return StartAt.afterPosition(begins - 1);
    }

    /** What takes a look at many frames, for which no driver is to wait: to be called without the hub's lock. */
    long search(StartAt start) {
        if (start instanceof StartAt.Last last) {
            return ring.findLast(last.samples());
        }
        return start instanceof StartAt.Since since ? ring.findFirst(notBefore(since.time())) : ring.head();
    }

    static Predicate<EncodedFrame> notBefore(Instant time) {
        byte[] text = Timestamps.bytes(time);
        return frame -> Timestamps.notBefore(frame.json(), FrameEncoder.timestamp(frame.payloadOffset()), text);
    }

    /**
     * The start, while nothing is appended.
     *
     * @param found what {@link #search} gave
     * @param numbers null before they are known
     */
    RingStart locate(StartAt start, long found, @Nullable SequenceNumbers numbers) {
        if (start instanceof StartAt.After after) {
            return after(Math.max(-1, after.sequence()), numbers); // numbers begin at 0
        }
        if (start instanceof StartAt.AfterPosition after) {
            return afterPosition(after.position(), numbers);
        }
        return start instanceof StartAt.Now || found == ring.head()
                ? now(numbers)
                : new RingStart(found, RingCursor.ANY, true);
    }

    private RingStart now(@Nullable SequenceNumbers numbers) {
        return new RingStart(ring.head(), numbers == null ? RingCursor.FIRST : numbers.peek(), false);
    }

    private RingStart after(long sequence, @Nullable SequenceNumbers numbers) {
        return sequence < (numbers == null ? Long.MAX_VALUE - 1 : numbers.peek())
                ? new RingStart(ring.find(sequence + 1), sequence + 1, true)
                : now(numbers);
    }

    private RingStart afterPosition(long position, @Nullable SequenceNumbers numbers) {
        if (position >= positions.peek()) {
            return now(numbers);
        }
        long index = ring.findBehind(position);
        if (position + 1 < begins) {
            return new RingStart(index, 0, true); // how far the earlier stream had come by then is not known
        }
        EncodedFrame next = ring.at(index);
        if (numbers == null || next == null) {
            return new RingStart(index, now(numbers).expected(), false);
        }
        return ring.forgotten() > position
                ? new RingStart(index, numbers.first(), true) // nor which of this one were behind it
                : new RingStart(index, Math.max(numbers.first(), next.from()), false);
    }
}
