// SPDX-License-Identifier: Apache-2.0
package org.jackfield.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be called with what.
 *
 * @param method the command's name
 * @param positional arguments in the order of the parameters; plain values, as JSON has them
 * @param named arguments by the parameters' names
 */
public record CommandCall(String method, List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
    public CommandCall {
        positional = Collections.unmodifiableList(new ArrayList<>(positional));
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    /** With arguments by position. */
    public static CommandCall of(String method, @Nullable Object... positional) {
        List<@Nullable Object> arguments = new ArrayList<>();
        Collections.addAll(arguments, positional);
        return new CommandCall(method, arguments, Map.of());
    }
}
