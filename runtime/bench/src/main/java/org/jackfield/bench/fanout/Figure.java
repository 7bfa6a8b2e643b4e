// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.util.Locale;

/** A line of the table. */
enum Figure {
    IDLE_MEMORY("RSS per idle client, KB", 1),
    MOST_MANY("events/s delivered until p99 first reaches 100 ms, %1$,d clients", 0),
    ANY_MANY("most events/s at any rate with p99 < 100 ms, %1$,d clients", 0),
    MOST_CROWD("until p99 first reaches 100 ms, %2$,d clients", 0),
    ANY_CROWD("at any rate, %2$,d clients", 0),
    MOST_ONE("until p99 first reaches 100 ms, one client", 0),
    ANY_ONE("at any rate, one client", 0),
    STEADY_CPU("CPU µs per event, %1$,d clients × 10/s", 1),
    STEADY_P50("p50 there, ms", 1),
    STEADY_P99("p99 there, ms", 1),
    HEALTHY_EVENTS("events/s delivered to 10 clients × 3,000/s", 0),
    HEALTHY_P99("p99 there, ms", 1),
    BESIDE_EVENTS("the same beside 10 that never read", 0),
    BESIDE_P99("p99 there, ms", 1),
    BESIDE_MEMORY("RSS growth there, MB", 1),
    LOST("events lost without a word", 0),
    LOAD_CPU("share of a core that reading took at the most", 2);

    private final String text;
    private final int digits;

    Figure(String text, int digits) {
        this.text = text;
        this.digits = digits;
    }

    String text(int many, int crowd) {
        return String.format(Locale.ROOT, text, many, crowd);
    }

    String text(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
