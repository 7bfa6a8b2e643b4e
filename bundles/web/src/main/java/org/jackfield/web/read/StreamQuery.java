// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/**
 * What a client wants of a stream, from the values it has given by name. Everything that cannot be understood is
 * refused with what was expected and what came.
 */
public final class StreamQuery {
    /** What a view is made of. */
    public static final Set<String> VIEW = Set.of("channels", "deadband", "every", "points", "maxRate");

    private static final int MAX_CHANNELS = 1_000;

    private final Function<String, List<String>> values;

    /**
     * @param values those given under a name; none if it was not given
     */
    public StreamQuery(Function<String, List<String>> values) {
        this.values = values;
    }

    /** How much of a stream is wanted. */
    public View view() {
        Set<String> channels = values.apply("channels").stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .limit(MAX_CHANNELS + 1L)
                .collect(Collectors.toUnmodifiableSet());
        if (channels.size() > MAX_CHANNELS) {
            throw new IllegalArgumentException("channels must be at most " + MAX_CHANNELS + ", were more");
        }
        return new View(
                channels,
                number("deadband").orElse(0.0),
                integer("every").orElse(1),
                integer("points").map(StreamQuery::some).orElse(0),
                number("maxRate").map(StreamQuery::some).orElse(0.0));
    }

    /** In a view 0 is no bound; whoever asks for nothing does not mean everything. */
    private static int some(int points) {
        if (points == 0) {
            throw new IllegalArgumentException("points must be at least 2, was 0; leave it out for all");
        }
        return points;
    }

    private static double some(double maxRate) {
        if (maxRate == 0) {
            throw new IllegalArgumentException(
                    "maxRate must be 0.001 to 1000000 samples a second, was 0; leave it out for no bound");
        }
        return maxRate;
    }

    /**
     * Where to begin.
     *
     * @param after what the number given as {@code after} means
     */
    public StartAt start(LongFunction<StartAt> after) {
        List<String> given = List.of("last", "since", "after").stream()
                .filter(name -> one(name).isPresent())
                .toList();
        if (given.size() > 1) {
            throw new IllegalArgumentException("expected one of last, since and after, came " + given);
        }
        return integer("last")
                .<StartAt>map(StartAt::last)
                .or(() -> one("since").map(StreamQuery::time).map(StartAt::since))
                .or(() -> whole("after").map(after::apply))
                .orElse(StartAt.NOW);
    }

    /** The only value given under a name. */
    public Optional<String> one(String name) {
        List<String> given = values.apply(name);
        if (given.size() > 1) {
            throw new IllegalArgumentException(name + " must be given once, was " + given.size() + " times");
        }
        return given.stream().findFirst();
    }

    private Optional<Double> number(String name) {
        return one(name).map(text -> {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + " must be a number, was " + shortened(text), e);
            }
        });
    }

    private Optional<Integer> integer(String name) {
        return whole(name).map(number -> {
            if (number != number.intValue()) {
                throw new IllegalArgumentException(name + " must be at most " + Integer.MAX_VALUE + ", was " + number);
            }
            return number.intValue();
        });
    }

    private Optional<Long> whole(String name) {
        return one(name).map(text -> {
            if (!text.matches("-?\\d{1,18}")) {
                throw new IllegalArgumentException(name + " must be a whole number, was " + shortened(text));
            }
            return Long.valueOf(text);
        });
    }

    /** A time of day, or seconds since 1970 as clients' clocks have them. */
    private static Instant time(String text) {
        try {
            if (text.matches("\\d{1,11}(\\.\\d{1,9})?")) {
                return Instant.EPOCH.plusNanos((long) (Double.parseDouble(text) * 1e9));
            }
            // A plus sign in an address that was not escaped arrives as a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "since must be a time such as 2026-03-01T09:15:00Z, was " + shortened(text), e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
