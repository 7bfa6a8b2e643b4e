// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.control.Lease;
import org.jackfield.control.Owner;

/** Devices of a test, which can be leased. */
final class TestDevices implements Devices {
    final Map<String, TestDevice> byId = new ConcurrentHashMap<>();

    @Override
    public Optional<ControlledDevice> find(String deviceId) {
        return Optional.ofNullable(byId.get(deviceId));
    }

    @Override
    public Hold claim(String taskId, Set<String> deviceIds) {
        throw new UnsupportedOperationException("tasks claim, the control plane does not");
    }

    @Override
    public synchronized Lease lease(String deviceId, String holder, String token, Duration time) {
        TestDevice device = byId.get(deviceId);
        if (device.owner.isPresent() && !device.token.equals(token)) {
            throw TestDevice.refused(
                    Reason.CONFLICT, "DeviceInUse", "framework", Map.of("device_id", deviceId, "holder", "Ada"));
        }
        device.token = "token-of-" + holder;
        Owner owner = new Owner(Owner.Kind.LEASE, holder, TestDevice.TIME, Optional.of(TestDevice.TIME.plus(time)));
        device.owner = Optional.of(owner);
        return new Lease(device.token, owner);
    }

    @Override
    public synchronized void release(String deviceId, String token) {
        TestDevice device = byId.get(deviceId);
        if (device.owner.isEmpty() || !device.token.equals(token)) {
            throw TestDevice.refused(Reason.UNKNOWN, "LeaseNotFound", "framework", Map.of("device_id", deviceId));
        }
        device.owner = Optional.empty();
    }
}
