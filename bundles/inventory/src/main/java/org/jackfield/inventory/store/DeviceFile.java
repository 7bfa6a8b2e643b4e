// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jackfield.inventory.InventoryRefused.Problem;

/** The file in {@code config/} that a device is configured by. */
record DeviceFile(ConfigFile file, Map<String, Object> properties) {

    /** Whether it can only be read. */
    boolean isReadOnly() {
        try {
            return file.isXml();
        } catch (IOException e) {
            throw new UncheckedIOException("The device's file " + file + " cannot be read", e);
        }
    }

    /** Complains of what File Install would not read as it is meant. */
    void check(Map<String, Optional<Object>> changes, Problems problems) {
        try {
            file.lostBy(written(changes))
                    .forEach(name -> problems.add(new Problem(
                            name,
                            "text that the device's file can hold: not beginning with a space, without ${, without \\\\,"
                                    + " and, where there are lists in the file, without \\",
                            "text that it would change")));
        } catch (IOException e) {
            throw new UncheckedIOException("The device's file " + file + " cannot be read", e);
        }
    }

    /**
     * Writes the changes.
     *
     * @return what File Install reads then
     */
    Map<String, Object> write(Map<String, Optional<Object>> changes) {
        Map<String, Optional<Object>> written = written(changes);
        try {
            return file.write(present -> written);
        } catch (IOException e) {
            throw new UncheckedIOException("The device stays as it is, since its file cannot be written", e);
        }
    }

    void delete() {
        try {
            file.delete();
        } catch (IOException e) {
            throw new UncheckedIOException("The device stays, since its file " + file + " cannot be deleted", e);
        }
    }

    private Map<String, Optional<Object>> written(Map<String, Optional<Object>> changes) {
        Map<String, Optional<Object>> written = new LinkedHashMap<>();
        changes.forEach((name, value) -> written.put(name, value.map(this::written)));
        return written;
    }

    /**
     * The value as the file is to have it: in one that was written by people a number stays as they write it, and
     * does not become {@code D"4617315517961601024"}.
     */
    private Object written(Object stored) {
        if (properties.values().stream().anyMatch(value -> value instanceof Number || value instanceof Boolean)) {
            return stored;
        }
        return StoredValue.entries(stored)
                .map(entries -> (Object) entries.stream().map(Object::toString).toArray(String[]::new))
                .orElseGet(stored::toString);
    }
}
