// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.time.Instant;

/** Where a reader begins. What is no longer kept of what it asks for is told as a gap where it can be named. */
public sealed interface StartAt {
    /** With what comes next. */
    StartAt NOW = new Now();

    /**
     * With what followed the sample of that number. A number that has not been given out yet means {@link #NOW}.
     */
    static StartAt after(long sequence) {
        return new After(sequence);
    }

    /** With what followed {@link Frame#position}. One that has not been given out yet means {@link #NOW}. */
    static StartAt afterPosition(long position) {
        return new AfterPosition(position);
    }

    /** With the latest samples that are kept, at most so many. */
    static StartAt last(int samples) {
        return new Last(samples);
    }

    /** With the samples that are kept and were measured then or later. */
    static StartAt since(Instant time) {
        return new Since(time);
    }

    /** See {@link #NOW}. */
    record Now() implements StartAt {}

    /** See {@link #after}. */
    record After(long sequence) implements StartAt {}

    /** See {@link #afterPosition}. */
    record AfterPosition(long position) implements StartAt {}

    /** See {@link #last}. */
    record Last(int samples) implements StartAt {
        public Last {
            if (samples < 1) {
                throw new IllegalArgumentException("last must be at least 1 sample, was " + samples);
            }
        }
    }

    /** See {@link #since}. */
    record Since(Instant time) implements StartAt {}
}
