// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web;

import java.time.Instant;
import java.util.Map;
import org.jackfield.stream.ErrorRecord;

/** A request that cannot be served, and what its sender is told. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient ErrorRecord error;

    /**
     * @param status of the HTTP response
     * @param type the error's name on the wire
     */
    public Refusal(int status, String type, String message) {
        this(status, type, message, Map.of());
    }

    /**
     * @param status of the HTTP response
     * @param type the error's name on the wire
     * @param context what it is about: {@code device_id} and the like
     */
    public Refusal(int status, String type, String message, Map<String, String> context) {
        this(status, new ErrorRecord(type, message, "framework", Instant.now(), context));
    }

    /**
     * @param status of the HTTP response
     * @param error what its sender is told
     */
    public Refusal(int status, ErrorRecord error) {
        super(error.message());
        this.status = status;
        this.error = error;
    }

    /** There is no such device. */
    public static Refusal deviceNotFound(String deviceId) {
        return new Refusal(404, "DeviceNotFound", "No device found with ID: '" + deviceId + "'");
    }

    int status() {
        return status;
    }

    ErrorRecord error() {
        return error;
    }
}
