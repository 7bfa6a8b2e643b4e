// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A configuration's value as a plain one; in files all of them are text. */
final class StoredValue {
    private StoredValue() {}

    /**
     * As its type says; what does not fit that is left as it is, for people to see.
     *
     * @param field null if the type has none of that name
     */
    static Object plain(Object stored, @Nullable Field field) {
        Optional<Kind> kind = Optional.ofNullable(field).map(Field::kind);
        Optional<List<Object>> entries = entries(stored);
        if (entries.isPresent()) {
            List<Object> plain = new ArrayList<>();
            entries.get().forEach(entry -> plain.add(one(entry, kind)));
            return plain;
        }
        Object one = one(stored, kind);
        return field != null && field.isList() ? List.of(one) : one;
    }

    private static Object one(Object stored, Optional<Kind> kind) {
        Optional<Object> typed =
                kind.flatMap(known -> stored instanceof String text ? known.read(text) : known.plain(stored));
        return typed.orElseGet(() -> untyped(stored));
    }

    private static Object untyped(Object stored) {
        if (stored instanceof Float number) {
            return Double.parseDouble(number.toString()); // 0.1 and not 0.10000000149
        }
        return stored instanceof Number || stored instanceof Boolean ? stored : stored.toString();
    }

    /** What is in a list, however it is kept; empty if it is none. */
    static Optional<List<Object>> entries(Object stored) {
        if (stored instanceof Collection<?> collection) {
            return Optional.of(new ArrayList<>(collection));
        }
        if (!stored.getClass().isArray()) {
            return Optional.empty();
        }
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < Array.getLength(stored); i++) {
            entries.add(Array.get(stored, i));
        }
        return Optional.of(entries);
    }
}
