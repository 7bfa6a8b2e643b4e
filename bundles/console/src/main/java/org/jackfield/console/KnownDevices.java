// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.control.Diagnosis;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;

/**
 * Every device there is: those that are or were served, and those that are configured while no driver serves them.
 * Keeps nothing; may be asked by any thread.
 */
final class KnownDevices {
    private final DeviceStreams streams;
    private final Devices devices;
    private final DeviceInventory inventory;

    KnownDevices(DeviceStreams streams, Devices devices, DeviceInventory inventory) {
        this.streams = streams;
        this.devices = devices;
        this.inventory = inventory;
    }

    /** By name. */
    List<KnownDevice> all() {
        TreeSet<String> names = new TreeSet<>();
        streams.all().forEach(stream -> names.add(stream.deviceId()));
        inventory.all().forEach(configuration -> names.add(configuration.deviceId()));
        return names.stream().flatMap(name -> find(name).stream()).toList();
    }

    Optional<KnownDevice> find(String id) {
        Optional<DeviceStream> stream = streams.find(id);
        Optional<DeviceConfiguration> configuration = inventory.find(id);
        if (stream.isEmpty() && configuration.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new KnownDevice(
                id,
                stream.map(DeviceStream::info),
                configuration,
                devices.find(id).flatMap(ControlledDevice::owner)));
    }

    /** How one fares; empty if no driver serves it. */
    Optional<Diagnosis> diagnosis(String id) {
        return devices.find(id).map(ControlledDevice::diagnosis);
    }

    /** One as something that can be told what to do. */
    ControlledDevice controlled(String id) {
        return devices.find(id).orElseThrow(() -> absent(id));
    }

    private IllegalArgumentException absent(String id) {
        return inventory
                .find(id)
                .map(configuration -> new IllegalArgumentException(
                        id + " is configured, but no driver serves it; its type is " + configuration.type()))
                .orElseGet(() -> unknown(id));
    }

    static IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException("there is no device " + id + "; jackfield:devices lists those there are");
    }
}
