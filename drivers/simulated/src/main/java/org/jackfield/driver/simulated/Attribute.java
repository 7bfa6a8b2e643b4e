// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import org.jspecify.annotations.Nullable;

/** Refuses configured values in words that serve the one who configured them. */
final class Attribute {
    private Attribute() {}

    static double number(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", was " + value);
        }
        return value;
    }

    static int whole(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", was " + value);
        }
        return value;
    }

    static String text(String name, @Nullable String value, int mostLetters) {
        if (value == null || value.length() > mostLetters) {
            throw new IllegalArgumentException(
                    name + " must be text of at most " + mostLetters + " characters, was " + value);
        }
        return value;
    }

    static String deviceId(@Nullable String value) {
        if (value == null || !value.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("device.id must be 1 to 100 letters, digits, '.', '_' or '-',"
                    + " not beginning with '.', was " + value);
        }
        return value;
    }
}
