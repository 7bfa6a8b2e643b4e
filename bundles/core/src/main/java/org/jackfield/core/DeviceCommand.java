// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandInfo;
import org.jackfield.core.ValueType.Unfit;
import org.jackfield.device.Command;
import org.jackfield.device.Device;
import org.jspecify.annotations.Nullable;

/**
 * A driver's method that is a command.
 *
 * @param info for callers
 * @param method of the driver's class: whoever has it, holds that class
 * @param parameters in order
 */
record DeviceCommand(CommandInfo info, Method method, List<CommandParameter> parameters) {
    private static final int LONGEST_SECONDS = 24 * 3600;
    private static final int SHOWN = 60;

    /**
     * What the driver says of it.
     *
     * @throws IllegalArgumentException if that makes no sense
     */
    static DeviceCommand of(Method method, Command command) {
        if (method.getName().startsWith("_")) {
            throw new IllegalArgumentException("a name that begins with _ is not for callers");
        }
        if (command.timeoutSeconds() < 1 || command.timeoutSeconds() > LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "timeoutSeconds must be from 1 to " + LONGEST_SECONDS + ", is " + command.timeoutSeconds());
        }
        List<CommandParameter> parameters =
                Arrays.stream(method.getParameters()).map(CommandParameter::of).toList();
        method.setAccessible(true); // the class may not be public, which its methods then are not either
        return new DeviceCommand(
                new CommandInfo(
                        method.getName(),
                        parameters.stream().map(CommandParameter::info).toList(),
                        command.doc(),
                        command.unit(),
                        Duration.ofSeconds(command.timeoutSeconds())),
                method,
                parameters);
    }

    /**
     * What the method is given.
     *
     * @throws IllegalArgumentException naming every argument that is wrong
     */
    @Nullable
    Object[] bind(CommandCall call) {
        List<String> wrong = new ArrayList<>();
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(call.named());
        @Nullable Object[] arguments = new Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            CommandParameter parameter = parameters.get(i);
            String name = parameter.info().name();
            boolean named = rest.containsKey(name);
            Object value = rest.remove(name);
            if (i < call.positional().size()) {
                if (named) {
                    wrong.add(name + " is given twice, by position and by name");
                }
                value = call.positional().get(i);
            } else if (!named) {
                if (parameter.info().required()) {
                    wrong.add(name + " is missing");
                    continue;
                }
                value = parameter.info().preset();
            }
            try {
                arguments[i] = parameter.convert(value);
            } catch (Unfit e) {
                wrong.add(name + " must be " + e.getMessage() + ", came " + shown(value));
            }
        }
        complain(call, rest, wrong);
        return arguments;
    }

    private void complain(CommandCall call, Map<String, @Nullable Object> rest, List<String> wrong) {
        if (call.positional().size() > parameters.size()) {
            wrong.add("at most " + parameters.size() + " arguments are taken, came "
                    + call.positional().size());
        }
        rest.keySet().forEach(name -> wrong.add("there is no parameter '" + name + "'"));
        if (!wrong.isEmpty()) {
            String known = parameters.isEmpty()
                    ? "nothing"
                    : String.join(
                            ", ", parameters.stream().map(p -> p.info().name()).toList());
            throw new IllegalArgumentException(info.name() + " takes " + known + ": " + String.join("; ", wrong));
        }
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof String ? "'" + value + "'" : String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** Calls it; what it throws comes out as it is. */
    @Nullable
    Object invoke(Device device, @Nullable Object[] arguments) throws Exception {
        try {
            return method.invoke(device, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof Exception exception ? exception : e;
        }
    }
}
