// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.function.Predicate;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jspecify.annotations.Nullable;

/**
 * A place among what has happened, no more than a number. What is not kept any more is told as a gap, one for all
 * that is missing between two events that are wanted.
 */
final class JournalReader implements FrameReader {
    private final Happenings happenings;
    private final Predicate<Frame> filter;
    private final long passingFrom;
    private final Subscription subscription;
    /** All before has been given, told of, or is not wanted. */
    private long expected;

    private boolean live;
    /** From where on something is missing; -1 if nothing is. */
    private long missingFrom = -1;

    private long missingTo;
    private String reason = "";
    private @Nullable EncodedFrame found;

    /**
     * @param first the number of the first event that is wanted
     * @param passingFrom of what passes; nothing that is missing before is told
     */
    JournalReader(
            Happenings happenings, Predicate<Frame> filter, long first, long passingFrom, Subscription subscription) {
        this.happenings = happenings;
        this.filter = filter;
        this.expected = first;
        this.passingFrom = passingFrom;
        this.subscription = subscription;
    }

    @Override
    public @Nullable Frame next() {
        while (found == null) {
            EncodedFrame frame = happenings.from(expected, passingFrom);
            if (frame == null) {
                live = true;
                return missingFrom < 0 ? null : gap();
            }
            note(frame);
            expected = frame.sequence() + 1;
            found = filter.test(frame) ? frame : null;
        }
        if (missingFrom >= 0) {
            return gap();
        }
        EncodedFrame given = found;
        found = null;
        return given;
    }

    private void note(EncodedFrame frame) {
        long from = Math.max(expected, passingFrom);
        if (frame.sequence() <= from) {
            return;
        }
        boolean restart = frame.eventName().equals(Happenings.STARTED);
        reason = restart ? "restart" : live ? "overtaken" : "expired";
        missingFrom = missingFrom < 0 ? from : missingFrom;
        missingTo = frame.sequence() - 1;
    }

    private EncodedFrame gap() {
        EncodedFrame told = happenings.gap(missingFrom, missingTo, reason);
        missingFrom = -1;
        return told;
    }

    @Override
    public long lag() {
        return happenings.count(expected) + (found == null ? 0 : 1);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
