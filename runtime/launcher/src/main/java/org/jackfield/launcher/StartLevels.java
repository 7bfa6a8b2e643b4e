// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

/** In which order bundles start: the log, what others wrote, our house on top of it, and last the door. */
final class StartLevels {
    private static final int LOG = 5; // with who listens to it: it keeps nothing
    private static final int LIBRARIES = 10;
    private static final int HOUSE = 20;
    private static final int DOOR = 30;

    /** Everything has been started. */
    static final int READY = DOOR;

    private StartLevels() {}

    static int of(String symbolicName) {
        if (symbolicName.equals("org.apache.felix.log") || symbolicName.equals("org.jackfield.log")) {
            return LOG;
        }
        if (symbolicName.startsWith("org.jackfield.")) {
            return HOUSE;
        }
        // By the command line, too, people come in; before the house is there it knows no commands.
        if (symbolicName.startsWith("org.apache.felix.http.jetty")
                || symbolicName.equals("org.apache.felix.gogo.shell")) {
            return DOOR;
        }
        return LIBRARIES;
    }
}
