// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.device.Device;
import org.jackfield.inventory.InventoryRefused.Problem;
import org.jspecify.annotations.Nullable;

/** What came for a device's parameters, held against its type. */
final class Parameters {
    /** Characters of all parameters of a device together. */
    static final int MOST_TEXT = 1_000_000;

    private final KnownType type;
    private final Problems problems;

    Parameters(KnownType type, Problems problems) {
        this.type = type;
        this.problems = problems;
    }

    /** What is to be set, as Configuration Admin wants it; empty values are those to be taken out. */
    Map<String, Optional<Object>> changes(Map<String, @Nullable Object> came, Map<String, Object> present) {
        Map<String, Optional<Object>> changes = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> parameter : came.entrySet()) {
            if (problems.isFull()) {
                return changes;
            }
            change(parameter.getKey(), parameter.getValue(), present)
                    .ifPresent(change -> changes.put(parameter.getKey(), change.value()));
        }
        checkLength(changes, present);
        return changes;
    }

    private void checkLength(Map<String, Optional<Object>> changes, Map<String, Object> present) {
        long length = present.entrySet().stream()
                .filter(kept -> !changes.containsKey(kept.getKey()))
                .mapToLong(kept -> length(kept.getValue()))
                .sum();
        for (Map.Entry<String, Optional<Object>> change : changes.entrySet()) {
            long more = change.getValue().map(Parameters::length).orElse(0L);
            length += more;
            if (length > MOST_TEXT && more > 0) {
                problems.add(new Problem(
                        change.getKey(),
                        "so short that all parameters together have at most " + MOST_TEXT + " characters",
                        more + " characters"));
                return;
            }
        }
    }

    private static long length(Object stored) {
        return StoredValue.entries(stored).orElseGet(() -> List.of(stored)).stream()
                .mapToLong(entry -> entry.toString().length())
                .sum();
    }

    /** Complains of what a new device lacks. */
    void requireAll(Map<String, @Nullable Object> came) {
        for (Field field : type.fields().values()) {
            // Null is complained of already, as what came.
            if (field.mustBeSet() && !came.containsKey(field.name())) {
                problems.add(new Problem(field.name(), new FieldCheck(field, problems).expected(), "nothing"));
            }
        }
    }

    private Optional<Change> change(String name, @Nullable Object value, Map<String, Object> present) {
        Field field = type.fields().get(name);
        if (field == null) {
            // What nobody knows any more can only go.
            if (value == null && present.containsKey(name) && !Hidden.is(name)) {
                return Optional.of(new Change(Optional.empty()));
            }
            problems.add(new Problem(shortened(name), unknown(name), Came.words(value)));
            return Optional.empty();
        }
        FieldCheck check = new FieldCheck(field, problems);
        if (value != null) {
            return check.stored(value).map(stored -> new Change(Optional.of(stored)));
        }
        if (field.mustBeSet()) {
            problems.add(new Problem(name, check.expected(), "null"));
            return Optional.empty();
        }
        return Optional.of(new Change(Optional.empty()));
    }

    private String unknown(String name) {
        if (name.equals(Device.ID)) {
            return "left out, since a device's name is no parameter and never changes";
        }
        return "one of " + type.fieldNames();
    }

    private static String shortened(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "…";
    }

    private record Change(Optional<Object> value) {}
}
