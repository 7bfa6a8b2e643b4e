// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Growing pauses between attempts, spread by chance so that many devices do not come back in step. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;
    private int failures;

    /**
     * @param random from 0 to 1
     */
    Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    /** The pause after one more failure: twice the one before, give or take a quarter. */
    Duration failed() {
        long doubled = first.toMillis() << Math.min(failures++, 20);
        double pause = Math.min(longest.toMillis(), doubled) * (0.75 + random.getAsDouble() / 2);
        return Duration.ofMillis(Math.round(pause));
    }
}
