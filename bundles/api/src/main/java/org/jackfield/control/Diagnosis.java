// SPDX-License-Identifier: Apache-2.0
package org.jackfield.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What whoever looks after a device wants to see when it does not do what it should.
 *
 * @param ringFrames how many frames of its stream are kept, samples and all else
 * @param ringBytes how much memory they take
 * @param maxRingFrames that are kept at most
 * @param maxRingBytes that they may take at most
 * @param oldestSequence the number of the oldest sample kept; that of the next one while none is
 * @param thread name of the one on which its driver is called; empty while nobody serves it
 * @param busy the present call of its driver, if it has been under way for long
 * @param leftBehind the threads that hang in a driver of this device and were given up, each in words
 */
public record Diagnosis(
        long ringFrames,
        long ringBytes,
        long maxRingFrames,
        long maxRingBytes,
        long oldestSequence,
        String thread,
        Optional<Busy> busy,
        List<String> leftBehind) {

    /**
     * A call that takes its time, or hangs.
     *
     * @param step what the driver was asked to do
     * @param since when
     * @param stack where its thread is now, the innermost first; the first lines of it
     */
    public record Busy(String step, Instant since, List<String> stack) {
        /** So many lines of a stack are told. */
        public static final int MAX_LINES = 40;

        public Busy {
            stack = stack.stream().limit(MAX_LINES).toList();
        }
    }

    public Diagnosis {
        leftBehind = List.copyOf(leftBehind);
    }
}
