// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds names for results that are files: what is there already stays as it is. */
final class ResultFiles {
    private static final int MOST = 10_000;

    private ResultFiles() {}

    /** As people find it from the product's home. */
    static String name(Path file) {
        return "data/results/" + file.getFileName();
    }

    static Path create(Path folder, String taskId, String extension) {
        if (!extension.matches("[A-Za-z0-9]{1,10}")) {
            throw new IllegalArgumentException("extension must be 1 to 10 letters and digits, was '" + extension + "'");
        }
        try {
            Files.createDirectories(folder);
            for (int i = 1; i <= MOST; i++) {
                Path file = folder.resolve(taskId + (i == 1 ? "" : "." + i) + "." + extension);
                if (created(file)) {
                    return file;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(
                "there are " + MOST + " results of a task " + taskId + " in " + folder + " already; take some away");
    }

    private static boolean created(Path file) throws IOException {
        try {
            Files.createFile(file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }
}
