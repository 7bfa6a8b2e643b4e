// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the start script passes on. What each of them means is told by the script, in one place.
 *
 * @param host where to listen
 * @param port which port, or 0 for any that is free
 * @param home where configurations, drivers, data and the log live
 * @param debug whether to log in detail
 * @param shell whether whoever started it gets a command line
 */
record Options(String host, int port, Path home, boolean debug, boolean shell) {
    private static final int HIGHEST_PORT = 65_535;

    static Options parse(List<String> arguments) {
        String host = "127.0.0.1";
        int port = 8080;
        Optional<Path> home = Optional.empty();
        boolean debug = false;
        boolean shell = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--host" -> host = value(option, rest);
                case "--port" -> port = port(value(option, rest));
                case "--home" -> home = Optional.of(folder(value(option, rest)));
                case "--debug" -> debug = true;
                case "--shell" -> shell = true;
                default -> throw CannotStart.misused("'" + option + "' is not an option");
            }
        }
        Path folder = home.orElseThrow(() -> CannotStart.misused("--home must name a folder"));
        return new Options(host, port, folder, debug, shell);
    }

    private static String value(String option, Iterator<String> rest) {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isBlank()) {
            throw CannotStart.misused(option + " must be followed by a value");
        }
        return value;
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw CannotStart.misused("--port must be a number from 0 to " + HIGHEST_PORT + ", was '" + value + "'");
    }

    private static Path folder(String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw CannotStart.misused("--home must name a folder, was '" + value + "'");
        }
    }
}
