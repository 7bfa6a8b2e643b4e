// SPDX-License-Identifier: Apache-2.0
package org.jackfield.control;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Who has a device for itself.
 *
 * @param kind a task or a person
 * @param name the task's, or what the person called itself
 * @param since when it began
 * @param until when it ends by itself; empty for a task, which holds until it ends
 */
public record Owner(Kind kind, String name, Instant since, Optional<Instant> until) {
    /** What can own a device. */
    public enum Kind {
        TASK,
        LEASE;

        /** Its name on the wire. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
