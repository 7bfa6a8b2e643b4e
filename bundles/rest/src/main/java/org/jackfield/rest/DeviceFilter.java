// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.web.names.DevicePatterns;
import org.jspecify.annotations.Nullable;

/** Which devices of a list are wanted: of a type, in a state, with names that match a pattern. Immutable. */
final class DeviceFilter implements Predicate<DeviceInfo> {
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
        Pattern compiled = Pattern.compile(Arrays.stream(checked(pattern).split("\\*+", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
        return info -> compiled.matcher(info.deviceId()).matches();
    }

    private static String checked(String pattern) {
        try {
            return DevicePatterns.check(pattern);
        } catch (IllegalArgumentException e) {
            throw JsonBody.invalid("match: " + e.getMessage());
        }
    }
}
