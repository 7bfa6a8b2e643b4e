// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jackfield.stream.Frame;
import org.jspecify.annotations.Nullable;

/** One event of a stream as one line. */
final class FrameText {
    private static final Pattern TIME = Pattern.compile("(\\.\\d{3})\\d*(?:Z|\\+00:00)$");
    private static final int LONGEST = 200;
    private static final int LARGEST = 256 * 1024;

    private FrameText() {}

    static String of(Frame frame) {
        if (frame.length() > LARGEST) {
            return "#" + frame.sequence() + "  " + frame.length() + " bytes";
        }
        Map<?, ?> json = json(frame);
        String line = time(json) + "  "
                + switch (frame.kind()) {
                    case DATA -> "#" + frame.sequence() + "  " + payload(json.get("payload"));
                    case GAP -> "-- missed " + json.get("from") + " to " + json.get("to") + ": " + json.get("reason");
                    case STATUS -> "-- " + text(json.get("state")) + driver(json) + error(json);
                    case ERROR -> "-- " + frame.eventName() + error(json);
                };
        return TextTable.shortened(line.strip(), LONGEST);
    }

    /** One that is of the house and no device's. */
    static String happening(Frame frame) {
        if (frame.kind() != Frame.Kind.DATA || frame.length() > LARGEST) {
            return of(frame);
        }
        Map<?, ?> json = json(frame);
        return TextTable.shortened(
                time(json) + "  " + frame.eventName() + "  " + frame.deviceId() + "  " + payload(json.get("payload")),
                LONGEST);
    }

    private static Map<?, ?> json(Frame frame) {
        byte[] bytes = new byte[frame.length()];
        frame.copyTo(bytes, 0);
        return Typed.value(new String(bytes, UTF_8)) instanceof Map<?, ?> json ? json : Map.of();
    }

    private static String payload(@Nullable Object payload) {
        return payload instanceof Map<?, ?> channels
                ? channels.entrySet().stream()
                        .filter(channel -> !"".equals(channel.getValue()))
                        .map(channel -> channel.getKey() + "=" + brief(channel.getValue()))
                        .collect(Collectors.joining("  "))
                : brief(payload);
    }

    /** As many digits as an eye takes in. */
    private static String brief(double number) {
        return new BigDecimal(number)
                .round(new MathContext(5))
                .stripTrailingZeros()
                .toString();
    }

    /** Numbers as they are; of many, how many and how far they reach. */
    private static String brief(@Nullable Object value) {
        if (!(value instanceof Collection<?> many) || many.size() <= 4) {
            return Typed.shown(value);
        }
        double[] numbers = many.stream()
                .filter(Number.class::isInstance)
                .mapToDouble(one -> ((Number) one).doubleValue())
                .toArray();
        String count = "[" + many.size() + " values";
        if (numbers.length < many.size()) {
            return count + "]";
        }
        double least = Arrays.stream(numbers).min().orElse(0);
        double most = Arrays.stream(numbers).max().orElse(0);
        return count + " " + brief(least) + " to " + brief(most) + "]";
    }

    /** Milliseconds are enough. */
    private static String time(Map<?, ?> json) {
        return TIME.matcher(text(json.get("timestamp"))).replaceFirst("$1Z");
    }

    private static String driver(Map<?, ?> json) {
        return json.get("driver") instanceof Map<?, ?> driver
                ? " (" + driver.get("name") + " " + driver.get("version") + ")"
                : "";
    }

    private static String error(Map<?, ?> json) {
        return json.get("error") instanceof Map<?, ?> error
                ? " " + error.get("type") + ": " + error.get("message")
                : "";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
