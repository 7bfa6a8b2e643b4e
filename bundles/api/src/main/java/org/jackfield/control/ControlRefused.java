// SPDX-License-Identifier: Apache-2.0
package org.jackfield.control;

import org.jackfield.stream.ErrorRecord;

/** Why something was not done, as clients are told. */
public final class ControlRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whose matter it is that it was not done. */
    public enum Reason {
        /** There is no such thing. */
        UNKNOWN,
        /** The request cannot be meant like this. */
        INVALID,
        /** It belongs to somebody else, or exists already. */
        CONFLICT,
        /** Not now; later perhaps. */
        BUSY,
        /** The device has said no. */
        DEVICE_REFUSED,
        /** The device's driver has failed. */
        DEVICE_FAILED
    }

    private final Reason reason;
    private final transient ErrorRecord error;

    public ControlRefused(Reason reason, ErrorRecord error) {
        super(error.type() + ": " + error.message());
        this.reason = reason;
        this.error = error;
    }

    public Reason reason() {
        return reason;
    }

    /** What, in words and with its context. */
    public ErrorRecord error() {
        return error;
    }
}
