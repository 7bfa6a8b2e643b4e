// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.source;

import java.time.Instant;

/**
 * What every event carries: its number and the time it was made, in 16 digits, so that events have one length
 * and a reader finds both without parsing the rest.
 */
public final class Stamp {
    /** Digits of a stamp. */
    public static final int DIGITS = 16;

    /** Numbers go round from here to {@link #END}, always with 8 digits. */
    public static final long FIRST = 10_000_000;

    /** The number that is never reached. */
    public static final long END = 100_000_000;

    private Stamp() {}

    /** The stamp of an event that is made now. */
    public static long now(long number) {
        return number * END + micros();
    }

    /** The wall clock in microseconds, which all processes of a machine share, without its upper digits. */
    public static long micros() {
        Instant now = Instant.now();
        return Math.floorMod(now.getEpochSecond() * 1_000_000 + now.getNano() / 1000, END);
    }

    /** How long ago that was, of times that are less than 50 seconds apart. */
    public static long since(long micros, long now) {
        return Math.floorMod(now - micros + END / 2, END) - END / 2;
    }

    /** How many numbers lie between two that follow one another. */
    public static long between(long number, long next) {
        return Math.floorMod(next - number - 1, END - FIRST);
    }
}
