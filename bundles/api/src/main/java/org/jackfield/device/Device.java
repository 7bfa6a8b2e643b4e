// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One instrument, as its driver serves it.
 *
 * <p>A driver registers one service of this type for each device, with {@link #ID} among the service
 * properties; a Declarative Services component whose factory configuration has a {@code device.id} does
 * that by itself. From then on the device belongs to the platform, which calls everything here on one
 * thread that is the device's own and is interrupted when a call outlives its time-out. A call may
 * therefore block, should answer interruption by ending early, and need not be guarded against the other
 * calls of this interface.
 *
 * <p>The constructor and {@code activate} only keep their configuration; hardware is touched in
 * {@link #connect()}.
 */
@ConsumerType
public interface Device {
    /** Service property: the device's name in every address and file; letters, digits, {@code . _ -}. */
    String ID = "device.id";

    /** Service property, boolean: stream from the start instead of from the first reader on. */
    String AUTOSTART = "device.autostart";

    /** What this device is and measures. Called at any time, also unconnected; must not touch hardware. */
    DeviceDescription description();

    /**
     * Reaches for the hardware. What it throws is shown to people as the device's fault, under its own
     * name; {@link #disconnect()} and another attempt follow, after a pause that grows.
     */
    void connect() throws Exception;

    /** Lets go of the hardware, so that another instance can reach it. Harmless when not connected. */
    void disconnect() throws Exception;
}
