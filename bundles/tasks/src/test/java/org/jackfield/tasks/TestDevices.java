// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.control.Lease;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.ErrorRecord;

/** Devices in memory, of which each belongs to one task at a time. */
final class TestDevices implements Devices {
    private final Map<String, TestDevice> devices = new ConcurrentHashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    TestDevice add(String deviceId) {
        TestDevice device = new TestDevice(deviceId);
        devices.put(deviceId, device);
        return device;
    }

    synchronized Map<String, String> owners() {
        return new TreeMap<>(owners);
    }

    @Override
    public Optional<ControlledDevice> find(String deviceId) {
        return Optional.ofNullable(devices.get(deviceId));
    }

    DeviceStreams streams() {
        return new DeviceStreams() {
            @Override
            public List<DeviceStream> all() {
                return List.copyOf(devices.values());
            }

            @Override
            public Optional<DeviceStream> find(String deviceId) {
                return Optional.ofNullable(devices.get(deviceId));
            }

            @Override
            public DevicesReader readMany(Runnable wake) {
                throw new UnsupportedOperationException("tasks read one device at a time");
            }
        };
    }

    @Override
    public synchronized Hold claim(String taskId, Set<String> deviceIds) {
        for (String deviceId : deviceIds) {
            if (!devices.containsKey(deviceId)) {
                throw Refusals.deviceNotFound(deviceId, ManualTime.NOON);
            }
            if (owners.containsKey(deviceId)) {
                throw inUse(deviceId, owners.get(deviceId));
            }
        }
        deviceIds.forEach(deviceId -> owners.put(deviceId, taskId));
        return () -> release(taskId);
    }

    private synchronized void release(String taskId) {
        owners.values().removeIf(taskId::equals);
    }

    private static ControlRefused inUse(String deviceId, String taskId) {
        return new ControlRefused(
                Reason.CONFLICT,
                new ErrorRecord(
                        "DeviceInUse",
                        deviceId + " is in use by task " + taskId,
                        "framework",
                        ManualTime.NOON,
                        Map.of("device_id", deviceId, "task_id", taskId)));
    }

    @Override
    public Lease lease(String deviceId, String holder, String token, Duration time) {
        throw new UnsupportedOperationException("leases are for people, not for tasks");
    }

    @Override
    public void release(String deviceId, String token) {
        throw new UnsupportedOperationException("leases are for people, not for tasks");
    }
}
