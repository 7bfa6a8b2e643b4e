// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

/** Counts times of any length in buckets that are 3 % wide. One thread at a time. */
final class Latencies {
    private static final int STEPS = 32;
    private static final int STEP_BITS = 5;

    private final int[] counts = new int[STEPS * 60];
    private long total;

    void add(long micros) {
        counts[bucket(Math.max(0, micros))]++;
        total++;
    }

    private static int bucket(long micros) {
        if (micros < STEPS) {
            return (int) micros;
        }
        int shift = 63 - Long.numberOfLeadingZeros(micros) - STEP_BITS;
        return (shift + 1) * STEPS + (int) (micros >>> shift) - STEPS;
    }

    private static double millis(int bucket) {
        int shift = bucket / STEPS - 1;
        return shift < 0 ? bucket / 1000.0 : ((long) (bucket % STEPS + STEPS) << shift) / 1000.0;
    }

    /** The time that this share of all was not longer than, in milliseconds; not a number if there was none. */
    double percentile(double percent) {
        long rest = (long) Math.ceil(total * percent / 100);
        for (int i = 0; i < counts.length && total > 0; i++) {
            rest -= counts[i];
            if (rest <= 0) {
                return millis(i);
            }
        }
        return Double.NaN;
    }
}
