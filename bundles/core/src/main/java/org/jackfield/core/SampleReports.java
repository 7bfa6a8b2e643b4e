// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Counts the samples that were refused and reports the first of each kind, once a stream: a driver that does
 * something wrong does it with every sample.
 *
 * <p>Driver threads report; the set of each stream is its own monitor.
 */
final class SampleReports {
    private final AtomicLong refused = new AtomicLong();
    private final Consumer<SampleRefused> onFirst;

    SampleReports(Consumer<SampleRefused> onFirst) {
        this.onFirst = onFirst;
    }

    long refused() {
        return refused.get();
    }

    /** Where a new stream tells of its refused samples. */
    Consumer<SampleRefused> begin() {
        Set<SampleRefused.Kind> told = EnumSet.noneOf(SampleRefused.Kind.class);
        return refusal -> {
            if (refusal.kind() != SampleRefused.Kind.FLOOD) {
                refused.incrementAndGet();
            }
            boolean first;
            synchronized (told) {
                first = told.add(refusal.kind());
            }
            if (first) {
                onFirst.accept(refusal);
            }
        };
    }
}
