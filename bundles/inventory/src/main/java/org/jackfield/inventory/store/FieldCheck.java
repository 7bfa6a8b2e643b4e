// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jackfield.inventory.InventoryRefused.Problem;
import org.jspecify.annotations.Nullable;

/** Whether a value that came may be a parameter's, in words if not, and as Configuration Admin wants it if so. */
final class FieldCheck {
    private static final int MOST_OPTIONS_NAMED = 20;

    private final Field field;
    private final Problems problems;

    FieldCheck(Field field, Problems problems) {
        this.field = field;
        this.problems = problems;
    }

    /** What is to be stored; empty if that has become one problem or more. */
    Optional<Object> stored(Object value) {
        if (!field.isList()) {
            return one(field.name(), value);
        }
        if (!(value instanceof List<?> list) || list.size() > field.mostEntries()) {
            problems.add(new Problem(field.name(), expected(), came(value)));
            return Optional.empty();
        }
        List<Object> stored = new ArrayList<>();
        for (int i = 0; i < list.size() && !problems.isFull(); i++) {
            one(field.name() + "[" + i + "]", list.get(i)).ifPresent(stored::add);
        }
        return stored.size() < list.size() ? Optional.empty() : Optional.of(kept(stored));
    }

    /** What this parameter wants, in words. */
    String expected() {
        return field.isList() ? "a list of at most " + field.mostEntries() + ", each " + expectedOne() : expectedOne();
    }

    private Optional<Object> one(String name, @Nullable Object value) {
        Optional<Object> plain =
                Optional.ofNullable(value).flatMap(field.kind()::plain).filter(this::isAllowed);
        if (plain.isEmpty()) {
            problems.add(new Problem(name, expectedOne(), came(value)));
        }
        return plain.map(field.kind()::toStored);
    }

    private boolean isAllowed(Object plain) {
        if (!field.options().isEmpty()) {
            return field.options().containsKey(plain);
        }
        if (plain instanceof Number number) {
            return Exact.of(number).filter(field.limits()::allow).isPresent();
        }
        return !(plain instanceof String text)
                || field.kind() == Kind.CHARACTER
                || (text.length() <= Field.LONGEST_TEXT && field.limits().allow(BigDecimal.valueOf(text.length())));
    }

    private Object kept(List<Object> stored) {
        if (field.cardinality() < 0) {
            return stored;
        }
        Object array = Array.newInstance(field.kind().stored(), stored.size());
        for (int i = 0; i < stored.size(); i++) {
            Array.set(array, i, stored.get(i));
        }
        return array;
    }

    private String expectedOne() {
        if (!field.options().isEmpty()) {
            return "one of "
                    + field.options().keySet().stream()
                            .limit(MOST_OPTIONS_NAMED)
                            .map(Came::words)
                            .collect(Collectors.joining(", "))
                    + (field.options().size() > MOST_OPTIONS_NAMED ? " and others" : "");
        }
        return switch (field.kind()) {
            case CHARACTER -> "one character";
            case FLAG -> "true or false";
            case TEXT, SECRET -> "text" + lengths() + " characters";
            case FLOAT, DOUBLE -> "a number" + field.limits().words();
            default ->
                "a whole number" + field.limits().and(field.kind().range()).words();
        };
    }

    private String lengths() {
        return field.limits()
                .and(Limits.of(BigDecimal.ZERO, BigDecimal.valueOf(Field.LONGEST_TEXT)))
                .words();
    }

    private String came(@Nullable Object value) {
        return field.kind() == Kind.SECRET && value != null ? "what is not repeated here" : Came.words(value);
    }
}
