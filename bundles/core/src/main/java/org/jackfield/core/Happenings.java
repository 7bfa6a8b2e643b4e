// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jackfield.stream.Frame;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;

/**
 * What has happened, numbered through: what lasts in one ring, and what passes, the progress of tasks, which would
 * soon fill that alone, in a small one.
 *
 * <p>Any thread may add, by the lock one at a time; readers go without it.
 */
final class Happenings {
    /** The first event of each run. */
    static final String STARTED = "server_started";

    private static final String PASSING = "_progress";
    private static final int MOST_PASSING = 2_000;
    private static final int EVENT_BYTES = 64 * 1024;

    private final FrameEncoder encoder = new FrameEncoder("journal");
    private final ReplayRing lasting;
    private final ReplayRing passing;
    /** Above all numbers that can be found. */
    private volatile long end;

    Happenings(int most, long mostBytes) {
        lasting = new ReplayRing(most, mostBytes);
        passing = new ReplayRing(MOST_PASSING, mostBytes / 8);
    }

    /** Whether that can be an event's name. */
    static boolean isEvent(String name) {
        return name.matches("[a-z]+(_[a-z]+)+");
    }

    private static boolean passes(String event) {
        return event.endsWith(PASSING);
    }

    /** The facts as they are told. */
    static BoundedBuffer payload(Map<?, ?> facts) throws SampleRefused {
        BoundedBuffer payload = new BoundedBuffer(EVENT_BYTES);
        PayloadWriter.write(facts, payload);
        return payload;
    }

    /**
     * Adds one whose number is above all before.
     *
     * @param number is asked once, when nothing else is being added; below 0 if there is none
     * @return whether there was a number for it
     */
    synchronized boolean add(String event, String subject, LongSupplier number, Instant time, BoundedBuffer payload) {
        long sequence = number.getAsLong();
        if (sequence < 0) {
            return false;
        }
        byte[] json = encoder.data(FrameEncoder.happening(event, subject), sequence, time, payload);
        ReplayRing ring = passes(event) ? passing : lasting;
        int payloadOffset = json.length - 1 - payload.length();
        ring.append(EncodedFrame.sample(subject, ring.head(), sequence, sequence, 0, json, payloadOffset));
        end = sequence + 1; // after the ring: whoever sees it finds all that is below
        return true;
    }

    /** Gives back the numbers that were not used; nothing is added any more. */
    synchronized void close(SequenceNumbers numbers) {
        numbers.close();
    }

    /** Above the number of the latest. */
    long end() {
        return end;
    }

    /**
     * The first that is there from that number on.
     *
     * @param passingFrom nothing that passes is wanted below
     */
    @Nullable
    EncodedFrame from(long number, long passingFrom) {
        long known = end; // first: below it nothing is still missing
        EncodedFrame lasts = first(lasting, number);
        EncodedFrame passes = first(passing, Math.max(number, passingFrom));
        EncodedFrame found = lasts == null || (passes != null && passes.sequence() < lasts.sequence()) ? passes : lasts;
        return found == null || found.sequence() >= known ? null : found;
    }

    private static @Nullable EncodedFrame first(ReplayRing ring, long number) {
        long index = ring.find(number);
        EncodedFrame found = ring.at(index);
        while (found == null && index < ring.head()) { // it has given way in between
            index = ring.find(number);
            found = ring.at(index);
        }
        return found;
    }

    /** How many are there from that number on. */
    long count(long number) {
        return lasting.head() - lasting.find(number) + passing.head() - passing.find(number);
    }

    /** The number from which somebody reads who wants that; of all that {@code last} or {@code since} mean. */
    long start(StartAt start, Predicate<Frame> filter) {
        if (start instanceof StartAt.After after) {
            return after(after.sequence());
        }
        if (start instanceof StartAt.AfterPosition after) {
            return after(after.position());
        }
        if (start instanceof StartAt.Last last) {
            List<EncodedFrame> wanted = list(lasting, filter);
            return wanted.isEmpty()
                    ? end
                    : wanted.get(Math.max(0, wanted.size() - last.samples())).sequence();
        }
        if (start instanceof StartAt.Since since) {
            Predicate<EncodedFrame> late = RingStarts.notBefore(since.time());
            return Math.min(first(lasting, late), first(passing, late));
        }
        return end;
    }

    private long after(long number) {
        return number < end ? Math.max(0, number + 1) : end;
    }

    private long first(ReplayRing ring, Predicate<EncodedFrame> wanted) {
        EncodedFrame found = ring.at(ring.findFirst(wanted));
        return found == null ? end : found.sequence();
    }

    private static List<EncodedFrame> list(ReplayRing ring, Predicate<Frame> filter) {
        List<EncodedFrame> all = new ArrayList<>();
        for (long index = ring.tail(); index < ring.head(); index++) {
            EncodedFrame frame = ring.at(index);
            if (frame != null && filter.test(frame)) {
                all.add(frame);
            }
        }
        return all;
    }

    /** Tells of numbers that nothing is found of, before that frame. */
    EncodedFrame gap(long from, long to, String reason) {
        return EncodedFrame.gap("journal", to + 1, to, encoder.gap(from, to, reason));
    }
}
