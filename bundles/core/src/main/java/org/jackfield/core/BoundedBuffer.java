// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes that grow up to a bound and refuse what is beyond. One thread at a time. */
final class BoundedBuffer extends OutputStream {
    private final int maxBytes;
    private byte[] bytes = new byte[256];
    private int length;

    BoundedBuffer(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, length);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public void write(int b) throws SampleRefused {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int count) throws SampleRefused {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void reserve(int count) throws SampleRefused {
        if (count > maxBytes - length) {
            throw new SampleRefused(
                    SampleRefused.Kind.SIZE,
                    "a sample may have at most " + maxBytes + " bytes of JSON; this one has more");
        }
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, Math.max(bytes.length * 2L, length + (long) count)));
        }
    }
}
