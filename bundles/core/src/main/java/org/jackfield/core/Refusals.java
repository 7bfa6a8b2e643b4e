// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlRefused.Reason;
import org.jackfield.control.Owner;
import org.jackfield.stream.ErrorRecord;

/** Words what is refused to those who want something of one device. */
record Refusals(String deviceId, Clock clock) {
    private static final String NOT_THIS_TOKEN = "the lease's token is not this one";

    /** As all times are told in answers. */
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    ControlRefused notFound() {
        return of(Reason.UNKNOWN, "DeviceNotFound", "No device found with ID: '" + deviceId + "'", Map.of());
    }

    /** It belongs to somebody else. */
    ControlRefused inUse(Owner owner) {
        return inUse(owner, "");
    }

    /** It belongs to whoever has another token than the caller. */
    ControlRefused wrongToken(Owner owner) {
        return inUse(owner, "; " + NOT_THIS_TOKEN);
    }

    private ControlRefused inUse(Owner owner, String more) {
        boolean task = owner.kind() == Owner.Kind.TASK;
        Map<String, String> context = new HashMap<>();
        context.put(task ? "task_id" : "holder", owner.name());
        owner.until().ifPresent(until -> context.put("until", SECONDS.format(until)));
        String until =
                owner.until().map(time -> " until " + SECONDS.format(time)).orElse("");
        return of(
                Reason.CONFLICT,
                "DeviceInUse",
                "Device '" + deviceId + "' is " + (task ? "owned by task" : "leased to") + " '" + owner.name() + "'"
                        + until + more,
                context);
    }

    ControlRefused busy(String method, String why) {
        return of(
                Reason.BUSY,
                "DeviceBusy",
                "Device '" + deviceId + "' could not be told to '" + method + "': " + why,
                Map.of("method", method));
    }

    /** What it was told has not been finished. */
    ControlRefused cutOff(String method, String why) {
        return of(Reason.BUSY, "CommandCutOff", "Device '" + deviceId + "': " + why, Map.of("method", method));
    }

    /** No driver is there that could do anything. */
    ControlRefused offline(String why) {
        return of(Reason.BUSY, "DeviceOffline", "Device '" + deviceId + "' cannot be reached: " + why, Map.of());
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

    /** Somebody has it on lease, but not with the token that came. */
    ControlRefused notTheLease() {
        return of(
                Reason.UNKNOWN,
                "LeaseNotFound",
                "Device '" + deviceId + "' is leased, but " + NOT_THIS_TOKEN,
                Map.of());
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
