// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a task has begun, which are what there is of its result when it does not come to its end. */
final class BegunFiles {
    private final List<String> names = new ArrayList<>();

    void add(Path file) {
        names.add(ResultFiles.name(file));
    }

    /** Names them; null if there are none. */
    @Nullable
    Object result() {
        return switch (names.size()) {
            case 0 -> null;
            case 1 -> Map.of("file", names.get(0));
            default -> Map.of("files", List.copyOf(names));
        };
    }
}
