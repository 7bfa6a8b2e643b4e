// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Duration;

/**
 * What an administrator has decided about the deployer's work.
 *
 * @param earlierVersions kept of each driver, beside the present one
 * @param refreshOthers whether a driver may be replaced though other bundles restart with it
 */
record Rules(Limits limits, Patience patience, int earlierVersions, boolean refreshOthers) {
    static final Rules DEFAULT = new Rules(Limits.DEFAULT, Patience.DEFAULT, 3, false);

    Rules {
        if (earlierVersions < 0 || earlierVersions > 100) {
            throw new IllegalArgumentException("rollback.versions must be 0 to 100, was " + earlierVersions);
        }
    }

    static Rules of(DeployerConfig config) {
        return new Rules(
                new Limits(config.jar_max_bytes(), config.jar_max_entries(), config.jar_max_unpacked_bytes()),
                new Patience(
                        Duration.ofMillis(config.handover_deadline_millis()),
                        Duration.ofMillis(config.handover_settle_millis()),
                        Duration.ofMillis(config.handover_fault_millis())),
                config.rollback_versions(),
                config.refresh_others());
    }
}
