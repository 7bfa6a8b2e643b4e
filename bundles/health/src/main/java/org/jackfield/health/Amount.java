// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Amount {
    private static final long KIB = 1 << 10;
    private static final String UNITS = "KMGTPE";

    private Amount() {}

    /** {@code 1 device}, {@code 3 devices}. */
    static String of(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    /** {@code 16.0 MiB}. */
    static String bytes(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= KIB) {
            amount /= KIB;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %siB", amount, UNITS.charAt(unit));
    }

    /** {@code 12 s}, {@code 5 min}, {@code 3 h}. */
    static String time(Duration time) {
        if (time.toMinutes() < 2) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 2 ? time.toMinutes() + " min" : time.toHours() + " h";
    }
}
