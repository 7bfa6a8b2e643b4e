// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jackfield.control.CommandInfo;
import org.jackfield.core.ValueType.Unfit;
import org.jackfield.device.Argument;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a command: what callers are told of it, and what becomes of what they give.
 *
 * @param info for callers
 * @param type as declared
 */
record CommandParameter(CommandInfo.Parameter info, ValueType type) {
    /**
     * What the driver says of it.
     *
     * @throws IllegalArgumentException if that makes no sense
     */
    static CommandParameter of(Parameter parameter) {
        Argument argument = parameter.getAnnotation(Argument.class);
        String name = argument == null || argument.name().isEmpty() ? parameter.getName() : argument.name();
        ValueType type = ValueType.of(parameter.getType());
        if (type == null) {
            throw new IllegalArgumentException("parameter " + name + " is a "
                    + parameter.getType().getName() + ", which no value from outside can become");
        }
        boolean required = argument == null || argument.value().isEmpty();
        CommandParameter made = new CommandParameter(
                new CommandInfo.Parameter(
                        name,
                        type.wire(),
                        required,
                        required ? null : preset(argument.value(), name, type),
                        argument == null ? "" : argument.unit(),
                        argument == null ? "" : argument.doc(),
                        bound(argument == null ? Double.NEGATIVE_INFINITY : argument.min()),
                        bound(argument == null ? Double.POSITIVE_INFINITY : argument.max()),
                        type.choices()),
                type);
        if (!required) {
            made.convertPreset();
        }
        return made;
    }

    private static Optional<Double> bound(double value) {
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
    }

    private static @Nullable Object preset(String text, String name, ValueType type) {
        if (type.isText()) {
            return text;
        }
        try {
            return PlainJson.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("the preset of " + name + " must be JSON, is " + text, e);
        }
    }

    private void convertPreset() {
        try {
            Object unused = convert(info.preset());
        } catch (Unfit e) {
            throw new IllegalArgumentException(
                    "the preset of " + info.name() + " must be " + e.getMessage() + ", is " + info.preset(), e);
        }
    }

    /** What the driver is given for it. */
    @Nullable
    Object convert(@Nullable Object plain) throws Unfit {
        Object value;
        try {
            value = type.convert(plain);
        } catch (Unfit e) {
            throw isBounded() && plain instanceof Number ? new Unfit(e.getMessage() + bounds()) : e;
        }
        if (value instanceof Number number && !fits(number.doubleValue())) {
            throw new Unfit((info.type() == CommandInfo.Type.INTEGER ? "an integer" : "a number") + bounds());
        }
        return value;
    }

    private boolean isBounded() {
        return info.min().isPresent() || info.max().isPresent();
    }

    private boolean fits(double number) {
        return !(number < info.min().orElse(Double.NEGATIVE_INFINITY))
                && !(number > info.max().orElse(Double.POSITIVE_INFINITY));
    }

    private String bounds() {
        String unit = info.unit().isEmpty() ? "" : " " + info.unit();
        List<String> parts = List.of(
                info.min().map(min -> " from " + plain(min)).orElse(""),
                info.max()
                        .map(max -> (info.min().isPresent() ? " to " : " up to ") + plain(max))
                        .orElse(" on"));
        return String.join("", parts) + unit;
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.format(Locale.ROOT, "%.0f", number)
                : String.valueOf(number);
    }
}
