// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

/**
 * What became of the clients of one transport since it was started.
 *
 * @param opened streams that were begun
 * @param refused requests that were turned down because as many clients were connected as may be
 * @param cut streams that were ended because the client did not take what was written to it
 */
public record Counts(long opened, long refused, long cut) {
    /** The same of two transports together. */
    public Counts plus(Counts other) {
        return new Counts(opened + other.opened, refused + other.refused, cut + other.cut);
    }
}
