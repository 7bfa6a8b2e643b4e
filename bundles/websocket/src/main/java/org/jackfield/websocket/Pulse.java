// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

/**
 * Whether a client is still there. Written by whoever writes to it or hears from it, one at a time each, and read by
 * the loop.
 */
final class Pulse {
    private final Pace pace;
    private volatile boolean writing;
    private volatile boolean pinged;
    private volatile long lastWrite;
    private volatile long lastPing;

    /** How it is. */
    enum Finding {
        WELL,
        /** It should be asked. */
        QUIET,
        /** It takes no bytes. */
        STALLED,
        /** It was asked and does not answer. */
        SILENT
    }

    Pulse(Pace pace, long now) {
        this.pace = pace;
        this.lastWrite = now;
    }

    /** A write begins. */
    void write(long now) {
        lastWrite = now;
        writing = true;
    }

    void written() {
        writing = false;
    }

    boolean isWriting() {
        return writing;
    }

    void ping(long now) {
        lastPing = now;
        pinged = true;
    }

    /** Something came from it. */
    void heard() {
        pinged = false;
    }

    Finding look(long now) {
        if (writing) { // in this order: the time is of that write or of a later one
            return now - lastWrite >= pace.stalled().toNanos() ? Finding.STALLED : Finding.WELL;
        }
        if (pinged) {
            return now - lastPing >= pace.stalled().toNanos() ? Finding.SILENT : Finding.WELL;
        }
        return now - lastWrite >= pace.ping().toNanos() ? Finding.QUIET : Finding.WELL;
    }
}
