// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many samples a second devices bring, from their numbers at two moments. For any number of threads: each
 * device's entry is replaced whole, by one at a time.
 */
final class Rates {
    private static final long SHORTEST = 900_000_000;
    private static final long LONGEST = 30_000_000_000L;

    private final LongSupplier nanos;
    private final Map<String, Mark> marks = new ConcurrentHashMap<>();

    private record Mark(long nanos, long sequence, double rate) {}

    Rates(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What it is now, in words; empty as long as that cannot be said. */
    String of(String device, long sequence) {
        long now = nanos.getAsLong();
        Mark mark = marks.compute(device, (name, before) -> {
            if (before == null || now - before.nanos > LONGEST || sequence < before.sequence) {
                return new Mark(now, sequence, -1);
            }
            long passed = now - before.nanos;
            return passed < SHORTEST ? before : new Mark(now, sequence, (sequence - before.sequence) * 1e9 / passed);
        });
        if (mark.rate < 0) {
            return "";
        }
        return mark.rate < 10 ? Math.round(mark.rate * 10) / 10.0 + " /s" : Math.round(mark.rate) + " /s";
    }

    /** Forgets all other devices. */
    void keep(Collection<String> devices) {
        marks.keySet().retainAll(devices);
    }
}
