// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jackfield.control.CommandInfo;
import org.jackfield.device.Command;
import org.jackfield.device.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands of one driver's class, by name. Immutable; holds the class, and dies with its runner. */
final class CommandTable {
    /** Of no driver. */
    static final CommandTable NONE = new CommandTable(Map.of());

    private static final Logger LOG = LoggerFactory.getLogger(CommandTable.class);

    private final Map<String, DeviceCommand> commands;

    private CommandTable(Map<String, DeviceCommand> commands) {
        this.commands = commands;
    }

    /** What is marked; what makes no sense is left out and said in the log. */
    static CommandTable of(Device device) {
        Map<String, DeviceCommand> found = new TreeMap<>();
        for (Method method : methods(device)) {
            Optional<Command> command = command(method, device.getClass());
            if (command.isEmpty() || method.isBridge()) {
                continue;
            }
            try {
                DeviceCommand made = DeviceCommand.of(method, command.get());
                if (found.putIfAbsent(method.getName(), made) != null) {
                    throw new IllegalArgumentException("another command has the same name");
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("{} is no command: {}", method, e.getMessage());
            }
        }
        return new CommandTable(new LinkedHashMap<>(found));
    }

    private static Method[] methods(Device device) {
        try {
            return device.getClass().getMethods();
        } catch (LinkageError e) { // a signature names what is not there; nobody who streams needs it
            LOG.warn("{} has no commands: {}", device.getClass().getName(), Errors.words(e));
            return new Method[0];
        }
    }

    /** The mark, on the method or on what it overrides. */
    private static Optional<Command> command(Method method, Class<?> type) {
        Command command = method.getAnnotation(Command.class);
        if (command != null || Modifier.isStatic(method.getModifiers())) {
            return Optional.ofNullable(command);
        }
        for (Class<?> marked : type.getInterfaces()) {
            for (Method overridden : marked.getMethods()) {
                if (overridden.getName().equals(method.getName())
                        && List.of(overridden.getParameterTypes()).equals(List.of(method.getParameterTypes()))
                        && overridden.isAnnotationPresent(Command.class)) {
                    return Optional.ofNullable(overridden.getAnnotation(Command.class));
                }
            }
        }
        return Optional.empty();
    }

    /** What callers are told; nothing of the driver's. */
    List<CommandInfo> infos() {
        return commands.values().stream().map(DeviceCommand::info).toList();
    }

    Optional<DeviceCommand> find(String name) {
        return Optional.ofNullable(commands.get(name));
    }
}
