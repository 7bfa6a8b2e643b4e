// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.math.BigDecimal;
import java.util.Optional;

/** From where to where a number may be, or a text's length. */
record Limits(Optional<BigDecimal> least, Optional<BigDecimal> most) {
    static final Limits NONE = new Limits(Optional.empty(), Optional.empty());

    static Limits of(BigDecimal least, BigDecimal most) {
        return new Limits(Optional.of(least), Optional.of(most));
    }

    static Limits of(long least, long most) {
        return of(BigDecimal.valueOf(least), BigDecimal.valueOf(most));
    }

    boolean allow(BigDecimal number) {
        return (least.isEmpty() || number.compareTo(least.get()) >= 0)
                && (most.isEmpty() || number.compareTo(most.get()) <= 0);
    }

    /** The narrower of the two at either end. */
    Limits and(Limits other) {
        Optional<BigDecimal> low = least.isEmpty()
                ? other.least
                : other.least.map(least.get()::max).or(() -> least);
        Optional<BigDecimal> high =
                most.isEmpty() ? other.most : other.most.map(most.get()::min).or(() -> most);
        return new Limits(low, high);
    }

    /** As it follows the word for what is bounded: {@code from 1 to 64}; empty if nothing is. */
    String words() {
        if (least.isPresent() && most.isPresent()) {
            return " from " + plain(least.get()) + " to " + plain(most.get());
        }
        return least.map(low -> " of at least " + plain(low))
                .or(() -> most.map(high -> " of at most " + plain(high)))
                .orElse("");
    }

    private static String plain(BigDecimal number) {
        String text = number.stripTrailingZeros().toPlainString();
        return text.length() <= 20 ? text : number.toString();
    }
}
