// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.util.List;
import java.util.Optional;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;

/** Every device as one that can be looked into. Immutable. */
record KnownDevices(DeviceStreams streams, Devices devices) {
    List<ControlledDevice> all() {
        return streams.all().stream()
                .map(DeviceStream::deviceId)
                .map(devices::find)
                .flatMap(Optional::stream)
                .toList();
    }
}
