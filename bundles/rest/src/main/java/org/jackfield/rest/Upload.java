// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.io.IOException;
import java.io.InputStream;
import org.jackfield.web.Refusal;

/**
 * What a client sends, on its way to the disk. If it breaks off, that is a refusal and not an
 * {@code IOException}, which whoever reads here would take for a failure of the disk. Used by one thread.
 */
final class Upload extends InputStream {
    private final InputStream body;
    private boolean begun;

    Upload(InputStream body) {
        this.body = body;
    }

    /** Whether anything was read, or tried to be. */
    boolean begun() {
        return begun;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        begun = true;
        try {
            return body.read(bytes, offset, length);
        } catch (IOException e) {
            throw new Refusal(400, "InvalidRequest", "the upload broke off: " + e);
        }
    }
}
