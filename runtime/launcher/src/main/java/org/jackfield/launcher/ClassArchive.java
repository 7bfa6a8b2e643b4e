// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which the virtual machine keeps loaded classes for the next start. It writes the file at its
 * end, also at the end of a start that failed and knows few classes; the mark beside it tells the start
 * script that this one is worth keeping.
 *
 * @param file named by the start script
 */
record ClassArchive(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);
    private static final String PROPERTY = "jackfield.archive";

    static Optional<ClassArchive> ofSystemProperty() {
        return Optional.of(System.getProperty(PROPERTY, ""))
                .filter(file -> !file.isBlank())
                .map(file -> new ClassArchive(Path.of(file)));
    }

    void markComplete() {
        try {
            Files.write(mark(), new byte[0], StandardOpenOption.CREATE);
        } catch (IOException e) { // costs the next start a second, nothing else
            LOG.warn("The next start will be slower: {} cannot be written", mark(), e);
        }
    }

    private Path mark() {
        return file.resolveSibling(file.getFileName() + ".complete");
    }
}
