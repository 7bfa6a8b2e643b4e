// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A type's parameters as JSON Schema, from which any client can draw a form. */
final class Schema {
    private Schema() {}

    static Map<String, Object> of(String title, String doc, Collection<Field> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        fields.forEach(field -> properties.put(field.name(), of(field)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("type", "object");
        putText(schema, title, doc);
        schema.put("properties", Collections.unmodifiableMap(properties));
        schema.put(
                "required",
                fields.stream().filter(Field::mustBeSet).map(Field::name).toList());
        schema.put("additionalProperties", false);
        return Collections.unmodifiableMap(schema);
    }

    private static Map<String, Object> of(Field field) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (field.isList()) {
            schema.put("type", "array");
            putText(schema, field.title(), field.doc());
            schema.put("items", Collections.unmodifiableMap(putValue(new LinkedHashMap<>(), field)));
            schema.put("maxItems", field.mostEntries());
        } else {
            schema.put("type", field.kind().json());
            putText(schema, field.title(), field.doc());
            putValue(schema, field);
        }
        if (field.kind() == Kind.SECRET) {
            schema.put("writeOnly", true);
        } else {
            field.defaultValue().ifPresent(value -> schema.put("default", value));
        }
        return Collections.unmodifiableMap(schema);
    }

    private static Map<String, Object> putValue(Map<String, Object> schema, Field field) {
        Kind kind = field.kind();
        schema.put("type", kind.json());
        if (!kind.format().isEmpty()) {
            schema.put("format", kind.format());
        }
        if (kind.isText()) {
            putLengths(schema, field);
        } else if (kind.isNumber()) {
            // A format says what the wider ones can hold.
            Limits limits =
                    kind == Kind.BYTE || kind == Kind.SHORT ? field.limits().and(kind.range()) : field.limits();
            limits.least().flatMap(kind::plain).ifPresent(least -> schema.put("minimum", least));
            limits.most().flatMap(kind::plain).ifPresent(most -> schema.put("maximum", most));
        }
        putOptions(schema, field.options());
        return schema;
    }

    private static void putLengths(Map<String, Object> schema, Field field) {
        if (field.kind() == Kind.CHARACTER) {
            schema.put("minLength", 1);
            schema.put("maxLength", 1);
            return;
        }
        field.limits().least().ifPresent(least -> schema.put("minLength", least.intValue()));
        BigDecimal most = BigDecimal.valueOf(Field.LONGEST_TEXT);
        schema.put(
                "maxLength", field.limits().most().map(most::min).orElse(most).intValue());
    }

    private static void putOptions(Map<String, Object> schema, Map<Object, String> options) {
        if (options.isEmpty()) {
            return;
        }
        boolean named = options.entrySet().stream()
                .anyMatch(option -> !option.getKey().toString().equals(option.getValue()));
        if (!named) {
            schema.put("enum", List.copyOf(options.keySet()));
            return;
        }
        List<Object> choices = new ArrayList<>();
        options.forEach((value, label) -> {
            Map<String, Object> choice = new LinkedHashMap<>();
            choice.put("const", value);
            choice.put("title", label);
            choices.add(Collections.unmodifiableMap(choice));
        });
        schema.put("oneOf", List.copyOf(choices));
    }

    private static void putText(Map<String, Object> schema, String title, String doc) {
        if (!title.isEmpty()) {
            schema.put("title", title);
        }
        if (!doc.isEmpty()) {
            schema.put("description", doc);
        }
    }
}
