// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

/** Ends a start with one sentence for the person who asked for it. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int USAGE = 2;

    private final int exitCode;

    private CannotStart(String sentence, int exitCode) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** Something about this machine or this home. */
    static CannotStart because(String sentence) {
        return new CannotStart(sentence, 1);
    }

    /** The arguments were not understood. */
    static CannotStart misused(String sentence) {
        return new CannotStart(sentence + "; see jackfield --help.", USAGE);
    }

    int exitCode() {
        return exitCode;
    }
}
