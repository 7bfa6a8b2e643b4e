// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One parameter of a device type.
 *
 * @param cardinality 0 for one value, else how many there can be; negative if kept as a collection
 * @param required by the driver, which may all the same have a default for it
 * @param defaults plain values; empty for none
 * @param options the plain values that it may have, each with what people read, in the driver's order; empty for any
 * @param limits of a number, or of a text's length
 */
record Field(
        String name,
        String title,
        String doc,
        Kind kind,
        int cardinality,
        boolean required,
        List<Object> defaults,
        Map<Object, String> options,
        Limits limits) {

    /** Characters in a text. */
    static final int LONGEST_TEXT = 10_000;

    /** Entries in a list. */
    static final int LONGEST_LIST = 10_000;

    boolean isList() {
        return cardinality != 0;
    }

    int mostEntries() {
        // The least integer has no positive counterpart.
        return cardinality == Integer.MIN_VALUE ? LONGEST_LIST : Math.min(LONGEST_LIST, Math.abs(cardinality));
    }

    /** Whether a device cannot do without a value of its own. */
    boolean mustBeSet() {
        return required && defaults.isEmpty();
    }

    /** What it is without a value of its own. */
    Optional<Object> defaultValue() {
        if (defaults.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(isList() ? defaults : defaults.get(0));
    }
}
