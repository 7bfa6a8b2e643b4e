// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.json;

import com.fasterxml.jackson.core.StreamReadConstraints;

/** How large what a stranger sends may become, whatever it is written in. */
public final class JsonBounds {
    /** Objects and lists in one another. */
    public static final int DEPTH = 100;

    /** Characters of a number. */
    public static final int NUMBER = 1_000;

    /** Characters of a name. */
    public static final int NAME = 50_000;

    /** The same, as the parser wants it. */
    public static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(DEPTH)
            .maxNumberLength(NUMBER)
            .maxNameLength(NAME)
            .build();

    private JsonBounds() {}

    /** The same, in words. */
    static String words() {
        return "JSON at most " + DEPTH + " deep, with numbers of at most " + NUMBER + " and names of at most " + NAME
                + " characters";
    }
}
