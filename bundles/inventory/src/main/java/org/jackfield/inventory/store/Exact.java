// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as they are, so that bounds are compared without rounding; none so long that it costs. */
final class Exact {
    private static final int LONGEST = 1_100;

    private Exact() {}

    /** Empty if it is no number of a sensible length. */
    static Optional<BigDecimal> of(String text) {
        String number = text.strip();
        if (number.isEmpty() || number.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return sensible(new BigDecimal(number));
        } catch (NumberFormatException e) {
            return Optional.empty(); // whoever asked says what was expected
        }
    }

    /** Empty if it is not finite, or of no sensible length. */
    static Optional<BigDecimal> of(Number number) {
        return number instanceof BigDecimal exact ? sensible(exact) : of(number.toString());
    }

    static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private static Optional<BigDecimal> sensible(BigDecimal number) {
        return Math.abs((long) number.scale()) > LONGEST || number.precision() > LONGEST
                ? Optional.empty()
                : Optional.of(number);
    }
}
