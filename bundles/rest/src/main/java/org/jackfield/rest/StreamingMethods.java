// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.CommandInfo.Parameter;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlledDevice;
import org.jackfield.stream.ErrorRecord;

/**
 * The methods that every streaming device has for LabDaemon's clients. Here a device streams while somebody reads
 * it, so what they do is done to the stream. Stateless.
 */
final class StreamingMethods {
    private static final String START = "start_streaming";
    private static final String STOP = "stop_streaming";
    private static final String ASK = "is_streaming";
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final List<CommandInfo> ALL = List.of(
            command(START, "Has no effect while it streams. To have it begin, read it: GET /stream/devices/{id}."),
            new CommandInfo(
                    STOP,
                    List.of(new Parameter(
                            "timeout",
                            CommandInfo.Type.NUMBER,
                            false,
                            null,
                            "s",
                            "Not needed: stopping is not waited for.",
                            Optional.empty(),
                            Optional.empty(),
                            List.of())),
                    "Ends the stream, and with it that of everybody who reads the device.",
                    "",
                    AT_ONCE),
            command(ASK, "Whether it streams."));

    private StreamingMethods() {}

    /** All that a device can be told: its driver's own come first and take precedence. */
    static List<CommandInfo> and(ControlledDevice device) {
        List<CommandInfo> own = device.commands();
        List<CommandInfo> ours = device.info().streams() ? ALL : List.of();
        return Stream.concat(own.stream(), ours.stream().filter(command -> !names(own, command.name())))
                .toList();
    }

    /** Whether this is one of ours and not its driver's. */
    static boolean has(ControlledDevice device, String method) {
        return device.info().streams() && names(ALL, method) && !names(device.commands(), method);
    }

    static boolean names(List<CommandInfo> commands, String method) {
        return commands.stream().anyMatch(command -> command.name().equals(method));
    }

    /** The result of one of ours; null where there is nothing to say. */
    static Optional<Object> call(ControlledDevice device, CommandCall call) {
        checkArguments(device, call);
        boolean streaming = DeviceJson.isStreaming(device.info());
        switch (call.method()) {
            case ASK -> {
                return Optional.of(streaming);
            }
            case STOP -> device.stopStream();
            default -> {
                if (!streaming) {
                    throw cannotStart(device.deviceId());
                }
            }
        }
        return Optional.empty();
    }

    private static ControlRefused cannotStart(String deviceId) {
        return refused(
                deviceId,
                START,
                "DeviceOperationError",
                "a device streams while somebody reads it, and nobody reads '" + deviceId
                        + "': open GET /stream/devices/" + deviceId
                        + ", or set its parameter 'device.autostart' to true to have it stream from the start");
    }

    private static ControlRefused refused(String deviceId, String method, String type, String message) {
        return new ControlRefused(
                ControlRefused.Reason.INVALID,
                new ErrorRecord(
                        type, message, "framework", Instant.now(), Map.of("device_id", deviceId, "method", method)));
    }

    private static void checkArguments(ControlledDevice device, CommandCall call) {
        int most = call.method().equals(STOP) ? 1 : 0;
        boolean fits = call.positional().size() + call.named().size() <= most
                && call.named().keySet().stream().allMatch("timeout"::equals)
                && Stream.concat(call.positional().stream(), call.named().values().stream())
                        .allMatch(value -> value == null || value instanceof Number);
        if (!fits) {
            throw refused(
                    device.deviceId(),
                    call.method(),
                    "InvalidArguments",
                    call.method() + " takes " + (most == 0 ? "no arguments" : "at most a number, timeout") + ", came "
                            + (call.positional().size() + call.named().size()));
        }
    }

    private static CommandInfo command(String name, String doc) {
        return new CommandInfo(name, List.of(), doc, "", AT_ONCE);
    }
}
