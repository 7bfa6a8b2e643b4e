// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;

/** A sample that cannot be taken. */
final class SampleRefused extends IOException {
    private static final long serialVersionUID = 1;

    /** Why, in general: each kind is reported once, however many samples it hits. */
    enum Kind {
        TYPE,
        SIZE,
        DEPTH,
        TIME,
        NUMBERS,
        LATE,
        BROKEN,
        /** The only one that is taken all the same. */
        FLOOD
    }

    private final Kind kind;

    SampleRefused(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** It is thrown at the rate of samples; where from is always the same. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
