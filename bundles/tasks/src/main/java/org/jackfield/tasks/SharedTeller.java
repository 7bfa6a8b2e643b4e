// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.Arrays;

/** Adds up the progress of parts that run side by side, each in a thread of its own. */
final class SharedTeller {
    private final RunContext.Teller whole;
    private final double[] fractions;

    SharedTeller(RunContext.Teller whole, int parts) {
        this.whole = whole;
        this.fractions = new double[parts];
    }

    RunContext.Teller of(int part) {
        return (fraction, text) -> tell(part, fraction, text);
    }

    private synchronized void tell(int part, double fraction, String text) {
        fractions[part] = fraction >= 0 ? Math.min(fraction, 1) : 0;
        whole.tell(Arrays.stream(fractions).average().orElse(0), text);
    }
}
