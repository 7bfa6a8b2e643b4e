// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes down what parameters a type has, as JSON Schema, in the order in which forms show them. */
final class Fields {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    /** A field that must be there. */
    Fields must(String name, Map<String, Object> field) {
        required.add(name);
        return may(name, field);
    }

    /** A field that need not. */
    Fields may(String name, Map<String, Object> field) {
        properties.put(name, field);
        return this;
    }

    Map<String, Object> schema() {
        return Map.of("type", "object", "properties", properties, "required", required);
    }

    static Map<String, Object> of(String type, String doc, Object... more) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("type", type);
        if (!doc.isEmpty()) {
            field.put("description", doc);
        }
        for (int i = 0; i < more.length; i += 2) {
            field.put((String) more[i], more[i + 1]);
        }
        return field;
    }

    static Map<String, Object> device(String doc) {
        return of("string", doc, "format", "device");
    }
}
