// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A body that is not what every body here is: one JSON object. Told in the form that LabDaemon's clients know. */
public final class Unprocessable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String type;
    private final transient List<Object> place;

    /**
     * @param type of the mistake, in a word
     * @param place where it is: {@code body}, then the position if there is one
     */
    public Unprocessable(String type, List<Object> place, String message) {
        super(message);
        this.type = type;
        this.place = place;
    }

    Map<String, Object> body() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("type", type);
        detail.put("loc", place);
        detail.put("msg", getMessage());
        return Map.of("detail", List.of(detail));
    }
}
