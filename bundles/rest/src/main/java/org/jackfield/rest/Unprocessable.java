// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.List;

/** A body that is not what every body here is: one JSON object. Told in the form that LabDaemon's clients know. */
final class Unprocessable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String type;
    private final transient List<Object> place;

    /**
     * @param type of the mistake, in a word
     * @param place where it is: {@code body}, then the position if there is one
     */
    Unprocessable(String type, List<Object> place, String message) {
        super(message);
        this.type = type;
        this.place = place;
    }

    String type() {
        return type;
    }

    List<Object> place() {
        return place;
    }
}
