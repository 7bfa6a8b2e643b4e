// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people why a JAR does not run, right beside it, where they dropped it. */
final class RejectionNote {
    private static final Logger LOG = LoggerFactory.getLogger(RejectionNote.class);
    private static final String SUFFIX = ".rejected.txt";

    private final Path file;

    RejectionNote(Path jar) {
        file = jar.resolveSibling(jar.getFileName() + SUFFIX);
    }

    void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.toString());
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.toString());
        }
    }

    /** Deletes the notes whose JAR went away while nobody watched. */
    static void deleteOrphans(Path folder) {
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder, "*.jar" + SUFFIX)) {
            for (Path note : notes) {
                String name = note.getFileName().toString();
                Path jar = note.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
                if (!Files.exists(jar)) {
                    new RejectionNote(jar).delete();
                }
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be searched for old notes: {}", folder, e.toString());
        }
    }
}
