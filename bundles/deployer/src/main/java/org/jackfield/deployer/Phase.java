// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.time.Instant;
import java.util.Optional;

/**
 * What is being done about one file, as a machine that the deployer's thread advances and that never blocks
 * it: what may block is in a {@link Step}.
 *
 * <pre>
 * Restoring -> Settling -> Judging -> Idle                                       unchanged or rejected
 *                                  -> Starting -> [HandingOver -> Removing] -> Idle  accepted or rolled back
 * Settling, Idle -> Retiring -> Gone                                             deleted
 * Idle -> Settling                                                               other bytes
 * </pre>
 */
sealed interface Phase permits Restoring, Settling, Judging, Starting, HandingOver, Removing, Idle, Retiring, Gone {
    /** The next one, or itself while there is nothing to do. */
    Phase advance(Instant now);

    /** For people. */
    String title();

    /** Whether nothing of this file's is being copied or installed. */
    default boolean isIdle() {
        return false;
    }

    /** What it waits for and can be asked to end. */
    default Optional<Step<?>> step() {
        return Optional.empty();
    }
}
