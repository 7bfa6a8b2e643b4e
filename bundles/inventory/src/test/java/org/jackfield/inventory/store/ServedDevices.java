// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** Devices that are served, of which nobody reads. */
final class ServedDevices implements DeviceStreams {
    final Set<String> ids = new ConcurrentSkipListSet<>();

    @Override
    public List<DeviceStream> all() {
        return ids.stream().map(id -> (DeviceStream) new Served(id)).toList();
    }

    @Override
    public Optional<DeviceStream> find(String deviceId) {
        return ids.contains(deviceId) ? Optional.of(new Served(deviceId)) : Optional.empty();
    }

    @Override
    public DevicesReader readMany(Runnable wake) {
        throw new UnsupportedOperationException("nobody reads here");
    }

    private record Served(String deviceId) implements DeviceStream {
        @Override
        public DeviceInfo info() {
            return new DeviceInfo(
                    deviceId,
                    "Rig",
                    "",
                    "",
                    List.of(),
                    true,
                    DeviceState.STREAMING,
                    Instant.EPOCH,
                    Optional.of(new DriverInfo("org.example", "1.0.0", 1)),
                    Optional.empty(),
                    List.of(),
                    0,
                    0,
                    0);
        }

        @Override
        public FrameCursor read(StartAt start) {
            throw new UnsupportedOperationException("nobody reads here");
        }

        @Override
        public DeviceStream view(View view) {
            throw new UnsupportedOperationException("nobody reads here");
        }

        @Override
        public Subscription onFrames(Runnable wake) {
            throw new UnsupportedOperationException("nobody reads here");
        }
    }
}
