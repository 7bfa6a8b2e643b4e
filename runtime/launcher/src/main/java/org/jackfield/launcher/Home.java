// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that is one Jackfield's own: made at the first start, then the user's to edit. Whoever has it
 * open has it alone, also against other processes.
 */
final class Home implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes what is missing, from the product's defaults, and takes possession. */
    static Home open(Path folder, Product product) {
        try {
            Files.createDirectories(folder.resolve("data"));
            Home home = new Home(folder, lock(folder));
            Files.createDirectories(home.log());
            fill(home.config(), product.defaultConfig());
            fill(home.drivers(), product.defaultDrivers());
            for (Path needed : List.of(home.data(), home.log())) {
                if (!Files.isWritable(needed)) {
                    throw CannotStart.because("The home folder cannot be written: permission denied for " + needed
                            + "; choose another with --home.");
                }
            }
            return home;
        } catch (IOException | UncheckedIOException e) {
            throw CannotStart.because("The home folder " + folder + " cannot be written: "
                    + Reason.of(e)
                    + "; choose another with --home.");
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("data").resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw CannotStart.because("Another Jackfield is running on the home folder " + folder
                    + "; stop it or choose another with --home.");
        }
        return channel;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) { // held by this very process
            return null;
        }
    }

    /** Filled aside and then named, so that one filled by half is never taken for the user's. */
    private static void fill(Path target, Path defaults) throws IOException {
        if (Files.isDirectory(target)) {
            return;
        }
        Path part = Files.createTempDirectory(target.toAbsolutePath().getParent(), target.getFileName() + ".part");
        if (Files.isDirectory(defaults)) {
            try (Stream<Path> all = Files.walk(defaults)) {
                for (Path source : (Iterable<Path>) all.skip(1)::iterator) {
                    Files.copy(source, part.resolve(defaults.relativize(source).toString()));
                }
            }
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    Path folder() {
        return folder;
    }

    Path config() {
        return folder.resolve("config");
    }

    Path drivers() {
        return folder.resolve("drivers");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("log");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of " + folder + " cannot be released", e);
        }
    }
}
