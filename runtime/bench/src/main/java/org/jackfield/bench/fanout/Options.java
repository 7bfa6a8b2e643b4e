// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What to measure.
 *
 * @param many clients of the figures for many
 * @param crowd clients of the figure for very many
 */
record Options(List<Peer> peers, Set<Part> parts, int many, int crowd, int rounds, Optional<Path> results) {
    static final String USAGE =
            """
            Usage: run fanout [OPTION]...
              --peers LIST     of jackfield,nchan,nio,jersey (all)
              --figures LIST   of idle,many,crowd,one,steady,stalled (all)
              --clients N      for 'many', 'steady' and 'idle' (1000)
              --crowd N        for 'crowd' and 'idle' (5000)
              --rounds N       in which the servers take turns (3)
              --results FILE   add the values to those in the file, and show the medians of all
            """;

    /** Descriptors a process needs beside one for each client. */
    private static final int OTHER_FILES = 200;

    /** What is measured together. */
    enum Part {
        IDLE,
        MANY,
        STEADY,
        CROWD,
        ONE,
        STALLED
    }

    static Options parse(String[] arguments) {
        Options options =
                new Options(List.of(Peer.values()), EnumSet.allOf(Part.class), 1000, 5000, 3, Optional.empty());
        for (int i = 0; i < arguments.length; i += 2) {
            if (arguments[i].equals("--help")) {
                throw new IllegalArgumentException(USAGE);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value\n" + USAGE);
            }
            options = options.with(arguments[i], arguments[i + 1]);
        }
        options.checkOpenFiles();
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--peers" -> new Options(list(value, Peer::valueOf), parts, many, crowd, rounds, results);
            case "--figures" ->
                new Options(peers, Set.copyOf(list(value, Part::valueOf)), many, crowd, rounds, results);
            case "--clients" -> new Options(peers, parts, number(value), crowd, rounds, results);
            case "--crowd" -> new Options(peers, parts, many, number(value), rounds, results);
            case "--rounds" -> new Options(peers, parts, many, crowd, number(value), results);
            case "--results" -> new Options(peers, parts, many, crowd, rounds, Optional.of(Path.of(value)));
            default -> throw new IllegalArgumentException("'" + name + "' is no option\n" + USAGE);
        };
    }

    private static <T> List<T> list(String value, Function<String, T> element) {
        return Arrays.stream(value.split(",", -1))
                .map(name -> element.apply(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    private static int number(String value) {
        int number = Integer.parseInt(value);
        if (number < 1) {
            throw new IllegalArgumentException("a number must be at least 1, was " + number);
        }
        return number;
    }

    private void checkOpenFiles() {
        boolean both = parts.contains(Part.IDLE);
        int clients = both ? many + crowd : Math.max(many, parts.contains(Part.CROWD) ? crowd : 0);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < clients + OTHER_FILES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d clients need as many open files in the bench and again in the server, and %d more; a process"
                            + " may have %d. Raise the limit (ulimit -n %d, as root ulimit -Hn as well) or ask for"
                            + " fewer clients (--clients, --crowd).",
                    clients,
                    OTHER_FILES,
                    system.getMaxFileDescriptorCount(),
                    clients + OTHER_FILES));
        }
    }
}
