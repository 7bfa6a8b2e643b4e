// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench;

import java.util.Arrays;
import java.util.Locale;

/** Measured values, as a line of a table. */
final class Figures {
    private double[] values = new double[0];

    void add(double value) {
        values = Arrays.copyOf(values, values.length + 1);
        values[values.length - 1] = value;
    }

    /** Median, p90, p99 and greatest. */
    String row(String name) {
        return String.format(
                Locale.ROOT,
                "| %-28s | %6.1f | %6.1f | %6.1f | %6.1f |",
                name,
                percentile(50),
                percentile(90),
                percentile(99),
                percentile(100));
    }

    private double percentile(int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
}
