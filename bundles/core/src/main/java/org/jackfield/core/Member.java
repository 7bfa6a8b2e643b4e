// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jspecify.annotations.Nullable;

/** One device of an ensemble and the frame of it that is next. Guarded by the ensemble's monitor. */
final class Member implements Comparable<Member> {
    final DeviceSlot slot;
    final Subscription subscription;
    final Walk cursor;
    private final StartAt start;
    private Wanted wanted;
    private @Nullable EncodedFrame next;
    private long given = -1;
    private boolean leaving;

    /**
     * What is asked for.
     *
     * @param pattern of which devices
     * @param view how much of them
     */
    record Wanted(DevicePattern pattern, View view) {}

    /** Begins to read; {@code signal} hears of new frames. */
    Member(DeviceSlot slot, Wanted wanted, StartAt start, Runnable signal) {
        this.slot = slot;
        this.wanted = wanted;
        this.start = start;
        this.subscription = slot.onFrames(wanted.view(), signal); // first: no frame may come unheard in between
        this.cursor = open(subscription);
    }

    private Walk open(Subscription opened) {
        try {
            return slot.read(wanted.view(), start, false);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    Wanted wanted() {
        return wanted;
    }

    void wanted(Wanted other) {
        wanted = other;
    }

    /** Where another view of the device is to begin so that it goes on from here. */
    StartAt successorStart() {
        return given < 0 ? start : StartAt.afterPosition(given);
    }

    /** Its stream has ended; it stays until all is read. */
    void leave() {
        leaving = true;
    }

    boolean isEmpty() {
        return next == null;
    }

    boolean hasLeft() {
        return leaving && next == null;
    }

    /** Looks for the next frame; whether there is one. */
    boolean advance() {
        next = cursor.next();
        return next != null;
    }

    /** Whether the next frame is before that position. */
    boolean isBefore(long position) {
        return next != null && next.position() < position;
    }

    /** Gives out the next frame. */
    @Nullable
    EncodedFrame take() {
        EncodedFrame taken = next;
        next = null;
        if (taken != null) {
            given = taken.position();
        }
        return taken;
    }

    long lag() {
        return cursor.lag() + (next == null ? 0 : 1);
    }

    void close() {
        subscription.close();
        cursor.close();
    }

    @Override
    public int compareTo(Member other) {
        return Long.compare(rank(), other.rank());
    }

    /** What was made for this reader comes behind the frame whose position it has: there may be one. */
    private long rank() {
        EncodedFrame frame = next;
        return frame == null ? Long.MAX_VALUE : 2 * frame.position() + (frame.isOutside() ? 1 : 0);
    }
}
