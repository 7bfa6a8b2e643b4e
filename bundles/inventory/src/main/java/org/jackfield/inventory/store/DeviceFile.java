// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.inventory.InventoryRefused.Problem;

/**
 * The file in {@code config/} that a device is configured by. File Install writes into it what changes, and reads
 * it again at the next start, but not everything as it was: that must be refused here.
 */
final class DeviceFile {
    /** Where File Install notes its address. */
    private static final String ADDRESS = "felix.fileinstall.filename";

    private final Path path;
    private final Map<String, Object> properties;

    private DeviceFile(Path path, Map<String, Object> properties) {
        this.path = path;
        this.properties = properties;
    }

    /** Empty if it has none, or it is gone. */
    static Optional<DeviceFile> of(Map<String, Object> properties) {
        if (!(properties.get(ADDRESS) instanceof String address)) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(URI.create(address));
            boolean known = path.toString().endsWith(".cfg") || path.toString().endsWith(".config");
            return known && Files.isRegularFile(path)
                    ? Optional.of(new DeviceFile(path, properties))
                    : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // it names none that could be written or come back
        }
    }

    /**
     * The value as the file is to have it: in one that was written by people a number stays as they write it, and
     * does not become {@code D"4617315517961601024"}.
     */
    Object written(Object stored) {
        if (properties.values().stream().anyMatch(value -> value instanceof Number || value instanceof Boolean)) {
            return stored;
        }
        return StoredValue.entries(stored)
                .map(entries -> (Object) entries.stream().map(Object::toString).toArray(String[]::new))
                .orElseGet(stored::toString);
    }

    /** Complains of what would not be the same after a restart. */
    void check(Map<String, Optional<Object>> changes, Problems problems) {
        Map<String, Object> concerned = new HashMap<>();
        changes.forEach((name, value) -> value.ifPresent(present -> concerned.put(name, written(present))));
        boolean isQuoted = isQuoted(properties);
        boolean becomesQuoted = isQuoted || isQuoted(concerned);
        if (becomesQuoted && !isQuoted) {
            properties.forEach((name, value) -> {
                if (!Hidden.is(name) && !changes.containsKey(name)) {
                    concerned.put(name, value);
                }
            });
        }
        concerned.forEach((name, value) -> {
            if (!isKept(value, becomesQuoted)) {
                problems.add(new Problem(
                        name,
                        "text that the device's file can hold: not beginning with a space, without ${, without \\\\,"
                                + " and, where there are lists in the file, without \\",
                        "text that it would change"));
            }
        });
    }

    /** At once and for good: File Install would do it too, but later, and not after a crash. */
    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The device stays, since its file " + path + " cannot be deleted", e);
        }
    }

    /** File Install puts all values in quotes if one of them is not just text. */
    private static boolean isQuoted(Map<String, Object> properties) {
        return properties.values().stream().anyMatch(value -> !(value instanceof String));
    }

    /** Whether File Install reads what it wrote: it replaces references, and takes backslashes away. */
    private static boolean isKept(Object value, boolean quoted) {
        List<Object> texts = StoredValue.entries(value).orElseGet(() -> List.of(value));
        return texts.stream()
                .map(Object::toString)
                .noneMatch(text -> text.contains("${")
                        || text.contains(quoted ? "\\" : "\\\\")
                        || (!quoted && !text.isEmpty() && Character.isWhitespace(text.charAt(0))));
    }
}
