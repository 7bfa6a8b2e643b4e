// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The unpacked product, which is only read.
 *
 * @param folder holds {@code lib/}, {@code bundles/}, {@code config/} and {@code drivers/}
 */
record Product(Path folder) {
    /** Set by the start script. */
    static final String PROPERTY = "jackfield.product";

    static Product ofSystemProperty() {
        String folder = System.getProperty(PROPERTY, "");
        if (folder.isBlank()) {
            throw CannotStart.because(
                    "The system property " + PROPERTY + " must name the product's folder; the start script sets it.");
        }
        return new Product(Path.of(folder).toAbsolutePath());
    }

    Path defaultConfig() {
        return folder.resolve("config");
    }

    Path defaultDrivers() {
        return folder.resolve("drivers");
    }

    List<Path> bundles() {
        List<Path> bundles = jars(folder.resolve("bundles"));
        if (bundles.isEmpty()) {
            throw CannotStart.because("The product in " + folder + " is not complete: it has no bundles.");
        }
        return bundles;
    }

    /** The JARs in a folder, by name; none if there is no such folder. */
    static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw CannotStart.because("The folder " + folder + " cannot be read: " + Reason.of(e) + ".");
        }
    }
}
