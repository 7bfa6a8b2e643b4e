// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.control.Owner;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.web.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Every device there is: those that are or were served, and those that are configured while no driver serves them.
 * May be asked by any thread.
 */
final class KnownDevices {
    private final DeviceStreams streams;
    private final Devices devices;
    private final DeviceInventory inventory;
    private final Clock clock;

    KnownDevices(DeviceStreams streams, Devices devices, DeviceInventory inventory, Clock clock) {
        this.streams = streams;
        this.devices = devices;
        this.inventory = inventory;
        this.clock = clock;
    }

    /** What is known of each, by name. */
    List<DeviceInfo> all() {
        Map<String, DeviceInfo> known = new TreeMap<>();
        for (DeviceConfiguration configuration : inventory.all()) {
            known.put(configuration.deviceId(), unserved(configuration));
        }
        for (DeviceStream stream : streams.all()) {
            known.put(stream.deviceId(), stream.info());
        }
        return List.copyOf(known.values());
    }

    /** What is known of one. */
    DeviceInfo info(String deviceId) {
        return streams.find(deviceId)
                .map(DeviceStream::info)
                .or(() -> inventory.find(deviceId).map(this::unserved))
                .orElseThrow(() -> Refusal.deviceNotFound(deviceId));
    }

    /** Who has it for itself. */
    Optional<Owner> owner(String deviceId) {
        return devices.find(deviceId).flatMap(ControlledDevice::owner);
    }

    /** Refuses whoever must not touch one, because somebody else has it. */
    void check(String deviceId, String address, @Nullable String token) {
        devices.find(deviceId).ifPresent(device -> Ownership.caller(device, address, token));
    }

    /** One as something that can be told what to do. */
    ControlledDevice find(String deviceId) {
        return devices.find(deviceId).orElseThrow(() -> absent(deviceId));
    }

    /** The wire form of one. */
    Map<String, Object> json(DeviceInfo info) {
        return DeviceJson.of(info, owner(info.deviceId()));
    }

    private Refusal absent(String deviceId) {
        return inventory
                .find(deviceId)
                .map(configuration -> new Refusal(
                        503,
                        "DeviceOffline",
                        "'" + deviceId + "' is configured, but no driver serves it; its type is '"
                                + configuration.type() + "'",
                        Map.of("device_id", deviceId, "device_type", configuration.type())))
                .orElseGet(() -> Refusal.deviceNotFound(deviceId));
    }

    private DeviceInfo unserved(DeviceConfiguration configuration) {
        return new DeviceInfo(
                configuration.deviceId(),
                configuration.type(),
                "",
                "",
                List.of(),
                false,
                DeviceState.OFFLINE,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                0,
                0);
    }
}
