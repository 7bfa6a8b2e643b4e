// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.util.OptionalLong;

/**
 * Where a reader begins.
 *
 * @param after the last sequence number it has already; empty to begin with what comes next
 */
public record StartAt(OptionalLong after) {
    /** With what comes next. */
    public static final StartAt NOW = new StartAt(OptionalLong.empty());

    /**
     * With what followed {@code sequence}. What is no longer kept of that is told as a gap; a number that
     * has not been given out yet means {@link #NOW}.
     */
    public static StartAt after(long sequence) {
        return new StartAt(OptionalLong.of(sequence));
    }
}
