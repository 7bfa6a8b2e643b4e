// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Duration;

/**
 * How long a new driver version is given.
 *
 * @param deadline to start, and again to take over every device of the version before
 * @param settle to register its devices; a device it has not registered by then is taken for given up
 * @param fault that a device which worked may stay in fault under the new version before that has failed
 */
record Patience(Duration deadline, Duration settle, Duration fault) {
    static final Patience DEFAULT = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(3));

    Patience {
        if (deadline.toMillis() < 1 || settle.isNegative() || fault.isNegative() || settle.compareTo(deadline) > 0) {
            throw new IllegalArgumentException("handover.deadline.millis must be above 0, handover.settle.millis from 0"
                    + " to the deadline and handover.fault.millis at least 0, were "
                    + deadline.toMillis() + ", " + settle.toMillis() + " and " + fault.toMillis());
        }
    }
}
