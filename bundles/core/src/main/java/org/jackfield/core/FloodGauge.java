// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Notices a driver that gives samples faster than anybody reads single ones. Looks at the clock once for many
 * samples: it is asked with every one.
 *
 * <p>Driver threads ask; of several at once, one sees the end of a count.
 */
final class FloodGauge {
    /** In a second. */
    static final int SAMPLES = 100_000;

    private static final long SECOND = 1_000_000_000;

    private final LongSupplier nanos;
    private final AtomicLong count = new AtomicLong();
    private volatile long begin;

    FloodGauge(LongSupplier nanos) {
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /** Counts a sample; true if it is the last of so many within a second. */
    boolean overflows() {
        if (count.incrementAndGet() % SAMPLES != 0) {
            return false;
        }
        long now = nanos.getAsLong();
        boolean soon = now - begin < SECOND;
        begin = now;
        return soon;
    }
}
