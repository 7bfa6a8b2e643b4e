// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a hash where only the owner of the process can read it. */
final class PasswordFile {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int MAX_BYTES = 1_000;

    private final Path path;

    PasswordFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    PasswordHash read() throws IOException {
        if (isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
            LOG.warn("{} is open to other users than its owner; chmod 600 closes it", path);
        }
        try (InputStream in = Files.newInputStream(path)) {
            return PasswordHash.parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII));
        }
    }

    /** Writes all or nothing, and nothing that others could read for even a moment. */
    void write(PasswordHash hash) throws IOException {
        Path folder = Files.createDirectories(path.resolveSibling(".")).normalize();
        Path draft = Files.createTempFile(folder, "administrator", ".draft", attributes());
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.US_ASCII.encode(hash.text() + "\n");
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private FileAttribute<?>[] attributes() {
        if (isPosix()) {
            return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)};
        }
        LOG.warn("This file system has no owner-only files; whoever can read {} can read {}", path.getParent(), path);
        return new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
