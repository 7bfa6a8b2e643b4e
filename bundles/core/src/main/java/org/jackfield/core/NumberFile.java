// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One number on disk, as text for people, which a power cut leaves as it was or as it is to be.
 *
 * @param path its file
 */
record NumberFile(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(NumberFile.class);

    /** The number; 0 if there is no file yet. */
    long read() throws IOException {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.ISO_8859_1).strip(); // any bytes are shown
        } catch (NoSuchFileException e) {
            return 0;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new IOException("expected a whole number in " + path + ", found '"
                    + text.substring(0, Math.min(text.length(), 40))
                    + "'; delete it to begin again at 0, or write a number above all ever seen");
        }
        return Long.parseLong(text);
    }

    void write(long number) throws IOException {
        Path fresh = path.resolveSibling("." + path.getFileName() + ".new"); // no device's name begins so
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer text = ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true); // a power cut must not bring the old number back
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        force(path.toAbsolutePath().resolveSibling(""));
    }

    /** The move is on the disk when its directory is. */
    private static void force(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("{} cannot be forced to disk, its file system has to see to that", directory, e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
