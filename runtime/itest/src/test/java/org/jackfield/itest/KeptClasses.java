// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The archive of classes that a product writes at the end of its first run in a home, which takes seconds: the first
 * that is written here serves all homes after it.
 */
final class KeptClasses {
    private static final String ALL = "classes-*.jsa{,.complete}";

    private static Path kept = Path.of("");

    private KeptClasses() {}

    static synchronized void lay(Path home) throws IOException {
        Path data = Files.createDirectories(home.resolve("data"));
        if (!kept.toString().isEmpty() && count(data) == 0) {
            copy(kept, data);
        }
    }

    /** To be called when the product in that home has ended. */
    static synchronized void take(Path home) throws IOException {
        Path data = home.resolve("data");
        if (kept.toString().isEmpty() && Files.isDirectory(data) && count(data) == 2) {
            Path folder = Files.createTempDirectory("jackfield-classes");
            folder.toFile().deleteOnExit();
            copy(data, folder);
            kept = folder;
        }
    }

    private static int count(Path folder) throws IOException {
        int found = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ALL)) {
            for (Path ignored : files) {
                found++;
            }
        }
        return found;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, ALL)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName())).toFile().deleteOnExit();
            }
        }
    }
}
