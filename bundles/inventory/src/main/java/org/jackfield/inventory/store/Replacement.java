// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Puts a new file in the place of another all at once: whoever reads finds one of them whole, after a crash too. */
record Replacement(Path path) {
    void write(byte[] bytes) throws IOException {
        Path old = path.toRealPath(); // a link stays one
        Path fresh = old.resolveSibling("." + old.getFileName() + ".new");
        Files.deleteIfExists(fresh); // a crash has left it behind
        try {
            if (Files.getFileStore(old).supportsFileAttributeView("posix")) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(old);
                fill(fresh, bytes, PosixFilePermissions.asFileAttribute(permissions)); // never open to more people
                Files.setPosixFilePermissions(fresh, permissions); // nor to fewer
            } else {
                fill(fresh, bytes);
            }
            Files.move(fresh, old, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void fill(Path file, byte[] bytes, FileAttribute<?>... attributes) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, attributes)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }
}
