// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jackfield.stream.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The latest frames of a stream, and the only queue there is: readers walk it, each at its own pace, and the
 * oldest frame gives way whether or not everybody has seen it.
 *
 * <p>One writer at a time (the hub's lock sees to that), any number of readers without a lock. A reader that
 * asks for a frame which has given way gets null and finds its index below {@link #tail()}.
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
    private volatile long forgotten = -1;

    ReplayRing(int maxFrames, long maxBytes) {
        this(maxFrames, maxBytes, 0);
    }

    /** A ring whose first frame has that index. */
    ReplayRing(int maxFrames, long maxBytes, long first) {
        limit(maxFrames, maxBytes);
        head = first;
        tail = first;
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

    int maxFrames() {
        return maxFrames;
    }

    long maxBytes() {
        return maxBytes;
    }

    /** That the frames kept take. The writer's. */
    long bytes() {
        return bytes;
    }

    /** Index of the next frame. */
    long head() {
        return head;
    }

    /** Index of the oldest frame kept. */
    long tail() {
        return tail;
    }

    /** The latest status frame, kept or not. */
    @Nullable
    EncodedFrame lastStatus() {
        return lastStatus;
    }

    /** {@link Frame#position} of the latest frame that has given way; -1 while none has. */
    long forgotten() {
        return forgotten;
    }

    /** Adds the frame, whose index is the head. The writer's. */
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
            if (frame != null) {
                bytes -= frame.weight();
                forgotten = frame.position();
            }
            tail = ++oldest; // before the slot is emptied: whoever finds it empty sees why
            slots.set(slot, null);
        }
    }

    private void grow(long next) {
        AtomicReferenceArray<@Nullable EncodedFrame> old = slots;
        AtomicReferenceArray<@Nullable EncodedFrame> grown = new AtomicReferenceArray<>(old.length() * 2);
        for (long index = tail; index < next; index++) {
            grown.set((int) index & (grown.length() - 1), old.get((int) index & (old.length() - 1)));
        }
        slots = grown;
    }

    /** The frame at that index; null if it is not there yet or no longer. Any thread. */
    @Nullable
    EncodedFrame at(long index) {
        while (index < head && index >= tail) {
            AtomicReferenceArray<@Nullable EncodedFrame> current = slots;
            EncodedFrame frame = current.get((int) index & (current.length() - 1));
            if (frame != null && frame.index() == index) {
                return frame;
            }
            // The slots have grown or the frame has given way in between; head, tail and slots know by now.
        }
        return null;
    }

    /** Index of the oldest frame kept whose sequence is not below the given one; the head if there is none. */
    long find(long sequence) {
        return search(frame -> frame.sequence() < sequence);
    }

    /** Index of the oldest frame kept behind that {@link Frame#position}; the head if there is none. */
    long findBehind(long position) {
        return search(frame -> frame.position() <= position);
    }

    /** The oldest that is not {@code before}; a frame that gives way meanwhile is older than what is looked for. */
    private long search(Predicate<EncodedFrame> before) {
        long low = tail;
        long high = head;
        while (low < high) {
            long middle = (low + high) >>> 1;
            EncodedFrame frame = at(middle);
            if (frame == null || before.test(frame)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Index of the oldest of the latest {@code count} samples kept; the head if there is none. */
    long findLast(int count) {
        long found = head;
        int left = count;
        for (long index = found - 1; left > 0; index--) {
            EncodedFrame frame = at(index);
            if (frame == null) {
                break;
            }
            if (frame.kind() == Frame.Kind.DATA) {
                found = index;
                left--;
            }
        }
        return found;
    }

    /** Index of the oldest sample kept that fits; the head if there is none. Looks at one after the other. */
    long findFirst(Predicate<EncodedFrame> fits) {
        long end = head;
        for (long index = tail; index < end; index = Math.max(index + 1, tail)) {
            EncodedFrame frame = at(index);
            if (frame != null && frame.kind() == Frame.Kind.DATA && fits.test(frame)) {
                return index;
            }
        }
        return end;
    }
}
