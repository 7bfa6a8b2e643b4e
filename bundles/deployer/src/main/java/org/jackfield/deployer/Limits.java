// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

/**
 * How much a JAR may hold before it is taken for a mistake or an attack.
 *
 * @param jarBytes of the file itself
 * @param entries in its table of contents
 * @param unpackedBytes of all entries together
 */
record Limits(long jarBytes, int entries, long unpackedBytes) {
    static final Limits DEFAULT = new Limits(64L << 20, 20_000, 512L << 20);

    Limits {
        if (jarBytes < 1 || entries < 1 || unpackedBytes < 1) {
            throw new IllegalArgumentException("jar.max.bytes, jar.max.entries and jar.max.unpacked.bytes must be"
                    + " at least 1, were " + jarBytes + ", " + entries + " and " + unpackedBytes);
        }
    }
}
