// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.control.CommandInfo.Parameter;
import org.jackfield.control.ControlledDevice;
import org.jackfield.stream.DeviceInfo;
import org.jspecify.annotations.Nullable;

/**
 * A number that a command sets on a device.
 *
 * @param argument the command's parameter that is the number
 * @param others the command's other arguments
 */
record Setting(String deviceId, String command, String argument, Map<String, @Nullable Object> others) {
    Setting {
        if (others.containsKey(argument)) {
            throw new IllegalArgumentException(
                    "arguments must leave out '" + argument + "', which is swept, was " + others.keySet());
        }
    }

    CommandCall to(double value) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>(others);
        named.put(argument, value);
        return new CommandCall(command, List.of(), named);
    }

    /**
     * Holds it against what the driver that the device has now has said of itself.
     *
     * @throws IllegalArgumentException naming what there is
     */
    void check(Optional<ControlledDevice> device) {
        device.filter(Setting::isDescribed).map(ControlledDevice::commands).ifPresent(this::check);
    }

    private static boolean isDescribed(ControlledDevice device) {
        DeviceInfo info = device.info();
        return info.driver().isPresent() && !info.type().isEmpty();
    }

    private void check(List<CommandInfo> commands) {
        CommandInfo info = commands.stream()
                .filter(each -> each.name().equals(command))
                .findFirst()
                .orElseThrow(() -> unknown(
                        deviceId + " has the commands "
                                + commands.stream().map(CommandInfo::name).toList(),
                        "command",
                        command));
        List<String> names = info.parameters().stream().map(Parameter::name).toList();
        requireKnown("argument", argument, names);
        others.keySet().forEach(other -> requireKnown("each of arguments", other, names));
    }

    private void requireKnown(String what, String name, List<String> names) {
        if (!names.contains(name)) {
            throw unknown(command + " of " + deviceId + " has the parameters " + names, what, name);
        }
    }

    private static IllegalArgumentException unknown(String known, String what, String name) {
        return new IllegalArgumentException(known + "; " + what + " must be one of them, was '" + name + "'");
    }
}
