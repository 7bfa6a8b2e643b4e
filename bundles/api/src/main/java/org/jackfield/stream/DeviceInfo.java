// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.device.Channel;

/**
 * A device at one moment.
 *
 * @param deviceId its name
 * @param type its kind, as the driver names it; empty before any driver has said
 * @param vendor who made it
 * @param model which one it is
 * @param channels what its samples hold
 * @param streams whether it can stream at all, as far as is known
 * @param state what it is doing
 * @param since when it began to
 * @param driver who serves it; empty when nobody does
 * @param lastError the latest that went wrong
 * @param refused other claims to the same name that were turned down, in words
 * @param readers how many read it
 * @param nextSequence the number that its next sample will have
 * @param refusedSamples how many samples its driver handed over that could not be taken
 */
public record DeviceInfo(
        String deviceId,
        String type,
        String vendor,
        String model,
        List<Channel> channels,
        boolean streams,
        DeviceState state,
        Instant since,
        Optional<DriverInfo> driver,
        Optional<ErrorRecord> lastError,
        List<String> refused,
        int readers,
        long nextSequence,
        long refusedSamples) {

    /**
     * The driver bundle that serves a device.
     *
     * @param name its symbolic name
     * @param version its version
     * @param bundleId which installation of it
     */
    public record DriverInfo(String name, String version, long bundleId) {}

    public DeviceInfo {
        channels = List.copyOf(channels);
        refused = List.copyOf(refused);
    }
}
