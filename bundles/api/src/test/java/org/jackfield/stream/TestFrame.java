// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

/**
 * A frame without JSON.
 *
 * @param from of a gap, the first number that is missing
 */
record TestFrame(Kind kind, String deviceId, long from, long sequence) implements Frame {
    @Override
    public long position() {
        return sequence;
    }

    @Override
    public int payloadOffset() {
        return 0;
    }

    @Override
    public int length() {
        return 0;
    }

    @Override
    public void copyTo(byte[] target, int offset) {}
}
