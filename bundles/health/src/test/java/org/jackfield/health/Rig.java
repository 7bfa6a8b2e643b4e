// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.control.Diagnosis;
import org.jackfield.control.Diagnosis.Busy;
import org.jackfield.control.Lease;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.ErrorRecord;

/** Devices in whatever state a test wants. They are looked at; whatever else is done to them is a mistake. */
final class Rig implements DeviceStreams {
    static final Instant TIME = Instant.parse("2026-03-01T09:15:00.987Z");
    static final Diagnosis QUIET = rings(0, 1);

    private final List<LookedAt> all = new ArrayList<>();

    static Diagnosis rings(long bytes, long maxBytes) {
        return new Diagnosis(1, bytes, 10, maxBytes, 0, "", Optional.empty(), List.of());
    }

    static Diagnosis busy(String step, Instant since) {
        return new Diagnosis(0, 0, 1, 1, 0, "", Optional.of(new Busy(step, since, List.of())), List.of());
    }

    static Diagnosis leftBehind(String... threads) {
        return new Diagnosis(0, 0, 1, 1, 0, "", Optional.empty(), List.of(threads));
    }

    Rig with(String id, DeviceState state) {
        return with(id, state, QUIET, Optional.empty());
    }

    Rig with(String id, DeviceState state, String error) {
        return with(id, state, QUIET, Optional.of(new ErrorRecord("IOException", error, "device", TIME, Map.of())));
    }

    Rig with(String id, Diagnosis diagnosis) {
        return with(id, DeviceState.STREAMING, diagnosis, Optional.empty());
    }

    private Rig with(String id, DeviceState state, Diagnosis diagnosis, Optional<ErrorRecord> error) {
        DeviceInfo info = new DeviceInfo(
                id, "Test", "", "", List.of(), true, state, TIME, Optional.empty(), error, List.of(), 0, 0, 0);
        all.add(new LookedAt(info, diagnosis));
        return this;
    }

    KnownDevices known() {
        return new KnownDevices(this, new Controlled());
    }

    @Override
    public List<DeviceStream> all() {
        return List.copyOf(all);
    }

    @Override
    public Optional<DeviceStream> find(String deviceId) {
        throw LookedAt.mistake();
    }

    @Override
    public DevicesReader readMany(Runnable wake) {
        throw LookedAt.mistake();
    }

    private final class Controlled implements Devices {
        @Override
        public Optional<ControlledDevice> find(String deviceId) {
            return all.stream()
                    .filter(device -> device.deviceId().equals(deviceId))
                    .<ControlledDevice>map(device -> device)
                    .findAny();
        }

        @Override
        public Hold claim(String taskId, Set<String> deviceIds) {
            throw LookedAt.mistake();
        }

        @Override
        public Lease lease(String deviceId, String holder, String token, Duration time) {
            throw LookedAt.mistake();
        }

        @Override
        public void release(String deviceId, String token) {
            throw LookedAt.mistake();
        }
    }
}
