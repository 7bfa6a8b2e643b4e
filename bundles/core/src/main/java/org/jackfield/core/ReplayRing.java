// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jackfield.stream.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The latest frames of a stream, and the only queue there is: readers walk it, each at its own pace, and the
 * oldest frame gives way whether or not everybody has seen it.
 *
 * <p>One writer at a time (the hub's lock sees to that), any number of readers without a lock. A reader that
 * asks for a frame which has given way gets null and finds its position below {@link #tail()}.
 *
 * <p>The slots double when they run out, so that a slow device does not pay for a fast one's ring.
 */
final class ReplayRing {
    private static final int FIRST_SLOTS = 64;

    private int maxFrames;
    private long maxBytes;
    private long bytes;
    private volatile AtomicReferenceArray<@Nullable EncodedFrame> slots = new AtomicReferenceArray<>(FIRST_SLOTS);
    private volatile long head;
    private volatile long tail;
    private volatile @Nullable EncodedFrame lastStatus;

    ReplayRing(int maxFrames, long maxBytes) {
        limit(maxFrames, maxBytes);
    }

    /** Sets the bounds; a ring that is over them shrinks with its next frame. The writer's. */
    void limit(int frames, long byteCount) {
        if (frames < 1 || byteCount < 1) {
            throw new IllegalArgumentException("a ring keeps at least 1 frame and 1 byte, asked for " + frames
                    + " frames, " + byteCount + " bytes");
        }
        maxFrames = frames;
        maxBytes = byteCount;
    }

    /** Position of the next frame. */
    long head() {
        return head;
    }

    /** Position of the oldest frame kept. */
    long tail() {
        return tail;
    }

    /** The latest status frame, kept or not. */
    @Nullable
    EncodedFrame lastStatus() {
        return lastStatus;
    }

    /** Adds the frame, whose position is the head. The writer's. */
    void append(EncodedFrame frame) {
        long next = head;
        makeRoom(next, frame.weight());
        if (next - tail == slots.length()) {
            grow(next);
        }
        AtomicReferenceArray<@Nullable EncodedFrame> current = slots;
        current.set((int) next & (current.length() - 1), frame);
        bytes += frame.weight();
        if (frame.kind() == Frame.Kind.STATUS) {
            lastStatus = frame;
        }
        head = next + 1; // after the slot: whoever sees the head finds the frame
    }

    private void makeRoom(long next, int weight) {
        long oldest = tail;
        while (oldest < next && (next - oldest >= maxFrames || bytes + weight > maxBytes)) {
            int slot = (int) oldest & (slots.length() - 1);
            EncodedFrame frame = slots.get(slot);
            bytes -= frame == null ? 0 : frame.weight();
            tail = ++oldest; // before the slot is emptied: whoever finds it empty sees why
            slots.set(slot, null);
        }
    }

    private void grow(long next) {
        AtomicReferenceArray<@Nullable EncodedFrame> old = slots;
        AtomicReferenceArray<@Nullable EncodedFrame> grown = new AtomicReferenceArray<>(old.length() * 2);
        for (long position = tail; position < next; position++) {
            grown.set((int) position & (grown.length() - 1), old.get((int) position & (old.length() - 1)));
        }
        slots = grown;
    }

    /** The frame at that position; null if it is not there yet or no longer. Any thread. */
    @Nullable
    EncodedFrame at(long position) {
        while (position < head && position >= tail) {
            AtomicReferenceArray<@Nullable EncodedFrame> current = slots;
            EncodedFrame frame = current.get((int) position & (current.length() - 1));
            if (frame != null && frame.position() == position) {
                return frame;
            }
            // The slots have grown or the frame has given way in between; head, tail and slots know by now.
        }
        return null;
    }

    /** Position of the oldest frame kept whose sequence is not below the given one; the head if there is none. */
    long find(long sequence) {
        long low = tail;
        long high = head;
        while (low < high) {
            long middle = (low + high) >>> 1;
            EncodedFrame frame = at(middle);
            if (frame == null || frame.sequence() < sequence) {
                low = middle + 1; // a frame that gave way meanwhile is older than what is looked for
            } else {
                high = middle;
            }
        }
        return low;
    }
}
