// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.control.Owner;
import org.jackfield.stream.ErrorRecord;

/** Words what is refused to those who want something of one device. */
record Refusals(String deviceId, Clock clock) {
    ControlRefused notFound() {
        return of(Reason.UNKNOWN, "DeviceNotFound", "No device found with ID: '" + deviceId + "'", Map.of());
    }

    ControlRefused inUse(Owner owner) {
        String who = owner.kind() == Owner.Kind.TASK ? "task '" + owner.name() + "'" : owner.name();
        String until = owner.until().map(time -> " until " + time).orElse("");
        String key = owner.kind() == Owner.Kind.TASK ? "task_id" : "holder";
        return of(
                Reason.CONFLICT,
                "DeviceInUse",
                "Device '" + deviceId + "' belongs to " + who + until,
                Map.of(key, owner.name()));
    }

    ControlRefused busy(String method, String why) {
        return of(
                Reason.BUSY,
                "DeviceBusy",
                "Device '" + deviceId + "' could not be told to '" + method + "': " + why,
                Map.of("method", method));
    }

    ControlRefused notConnected(String why) {
        return of(
                Reason.DEVICE_REFUSED,
                "DeviceNotConnectedError",
                "Device '" + deviceId + "' is not connected: " + why,
                Map.of());
    }

    ControlRefused connectionFailed(String why) {
        return of(
                Reason.DEVICE_REFUSED,
                "DeviceConnectionError",
                "Device '" + deviceId + "' could not be connected: " + why,
                Map.of());
    }

    ControlRefused disconnectionFailed(String why) {
        return of(
                Reason.DEVICE_REFUSED,
                "DeviceDisconnectionError",
                "Device '" + deviceId + "' could not be disconnected: " + why,
                Map.of());
    }

    ControlRefused noMethod(String method) {
        return of(
                Reason.UNKNOWN,
                "MethodNotFound",
                "Device '" + deviceId + "' has no method '" + method + "' that can be called",
                Map.of("method", method));
    }

    ControlRefused invalid(String type, String message) {
        return of(Reason.INVALID, type, message, Map.of());
    }

    ControlRefused noLease() {
        return of(
                Reason.UNKNOWN,
                "LeaseNotFound",
                "Device '" + deviceId + "' has no lease of that token; it may have run out",
                Map.of());
    }

    private ControlRefused of(Reason reason, String type, String message, Map<String, String> context) {
        Map<String, String> all = new HashMap<>(context);
        all.put("device_id", deviceId);
        return new ControlRefused(reason, new ErrorRecord(type, message, "framework", clock.instant(), all));
    }
}
