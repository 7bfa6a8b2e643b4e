// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jspecify.annotations.Nullable;

/** Which devices of a list are wanted: of a type, in a state, with names that match a pattern. Immutable. */
final class DeviceFilter implements Predicate<DeviceInfo> {
    private static final int LONGEST = 200;

    private final Predicate<DeviceInfo> wanted;

    DeviceFilter(@Nullable String type, @Nullable String state, @Nullable String match) {
        Predicate<DeviceInfo> all = info -> true;
        wanted = all.and(type == null ? all : info -> info.type().equals(type))
                .and(state == null ? all : inState(state(state)))
                .and(match == null ? all : matching(match));
    }

    @Override
    public boolean test(DeviceInfo info) {
        return wanted.test(info);
    }

    private static Predicate<DeviceInfo> inState(DeviceState state) {
        return info -> info.state() == state;
    }

    private static DeviceState state(String name) {
        return Arrays.stream(DeviceState.values())
                .filter(state -> state.wireName().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> JsonBody.invalid("state must be one of "
                        + Arrays.stream(DeviceState.values())
                                .map(DeviceState::wireName)
                                .collect(Collectors.joining(", "))
                        + ", was " + JsonBody.quoted(name)));
    }

    /** Each star stands for any characters; several in a row are one, so that matching stays quick. */
    private static Predicate<DeviceInfo> matching(String pattern) {
        if (pattern.isEmpty() || pattern.length() > LONGEST) {
            throw JsonBody.invalid("match must have 1 to " + LONGEST + " characters, had " + pattern.length());
        }
        Pattern compiled = Pattern.compile(
                Arrays.stream(pattern.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
        return info -> compiled.matcher(info.deviceId()).matches();
    }
}
