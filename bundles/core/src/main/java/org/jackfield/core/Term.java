// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

/** The time until a stream is stopped for all who read it then. Written by one thread, read by any. */
final class Term {
    /** Of those whom a stop does not concern. */
    static final Term ENDLESS = new Term();

    private volatile boolean over;

    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }
}
