// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jackfield.inventory.DeviceType;
import org.jackfield.task.TaskType;
import org.jspecify.annotations.Nullable;

/** Kinds of devices and tasks, and what one has to say to get one, as people read it at a terminal. */
final class TypeText {
    private TypeText() {}

    static Table devices(List<DeviceType> types) {
        return new Table(
                List.of("Type", "Title", "Driver"),
                types.stream()
                        .map(type -> new Table.Row(
                                type.name(),
                                List.of(type.name(), type.title(), type.driver() + " " + type.version()),
                                List.of()))
                        .toList());
    }

    static String of(DeviceType type) {
        return described(type.name() + ": " + type.title() + ". " + type.doc(), type.schema());
    }

    static Table tasks(Map<String, TaskType> types) {
        return new Table(
                List.of("Type", "What it does"),
                types.entrySet().stream()
                        .map(type -> new Table.Row(
                                type.getKey(),
                                List.of(type.getKey(), type.getValue().doc()),
                                List.of()))
                        .toList());
    }

    static String of(String name, TaskType type) {
        return described(name + ": " + type.doc(), type.schema());
    }

    private static String described(String head, Map<String, Object> schema) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("PARAMETER", "TYPE", "DEFAULT", "MEANING"));
        Collection<?> required = schema.get("required") instanceof Collection<?> names ? names : List.of();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> rows.add(
                    row(String.valueOf(name), property instanceof Map<?, ?> facts ? facts : Map.of(), required)));
        }
        return TextTable.line(head).strip() + (rows.size() == 1 ? "" : "\n" + TextTable.aligned(rows));
    }

    private static List<String> row(String name, Map<?, ?> property, Collection<?> required) {
        Object preset = property.get("default");
        return List.of(
                name,
                type(property),
                preset != null ? Typed.shown(preset) : required.contains(name) ? "(required)" : "",
                text(property.get("description") == null ? property.get("title") : property.get("description")));
    }

    private static String type(Map<?, ?> property) {
        String type = text(property.get("type"));
        if (property.get("enum") instanceof Collection<?> choices) {
            return choices.stream().map(Typed::shown).collect(Collectors.joining("|"));
        }
        if (property.get("oneOf") instanceof Collection<?> choices) {
            return choices.stream()
                    .map(choice -> choice instanceof Map<?, ?> facts ? text(facts.get("const")) : "")
                    .filter(choice -> !choice.isEmpty())
                    .collect(Collectors.joining("|"));
        }
        String least = text(property.get("minimum"));
        String most = text(property.get("maximum"));
        return least.isEmpty() && most.isEmpty() ? type : type + " " + least + ".." + most;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : Typed.shown(value);
    }
}
