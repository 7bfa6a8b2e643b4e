// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.time.Duration;

/**
 * How often a writer loop looks after its clients, and how patiently.
 *
 * @param tick between two looks
 * @param ping a quiet client is sent one before it has heard nothing for this long
 * @param comment between two comments
 * @param stalled how long one write may take before its client is given up
 * @param farewell how long, when all streams end, clients have to take what is under way
 */
record Pace(Duration tick, Duration ping, Duration comment, Duration stalled, Duration farewell) {
    /** What LabDaemon's clients know: they notice their own stop request only when bytes arrive. */
    static Pace stalledAfter(Duration stalled) {
        return new Pace(
                Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(15), stalled, Duration.ofSeconds(1));
    }
}
