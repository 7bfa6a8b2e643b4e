// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

/**
 * A stream was to be read that has ended for good, because its device was removed, or nobody has served or
 * read it for long. There may be a new one of the same name.
 */
public final class DeviceGoneException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final String deviceId;

    public DeviceGoneException(String deviceId) {
        super("device " + deviceId + " has gone");
        this.deviceId = deviceId;
    }

    /** Which one it was. */
    public String deviceId() {
        return deviceId;
    }
}
