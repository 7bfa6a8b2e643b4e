// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

/** A stream was stopped for all who read it, and one of them reads on. The device is there; it can be read anew. */
public final class StreamEndedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public StreamEndedException(String deviceId) {
        super("the stream of device " + deviceId + " was stopped for all who read it");
    }
}
