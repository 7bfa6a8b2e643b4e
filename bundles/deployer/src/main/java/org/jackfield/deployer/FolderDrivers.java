// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.Drivers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does to the folder what others ask for, as somebody with a file manager would, and lets the deployer find it
 * there: so there is one way in, and the folder stays the truth.
 *
 * <p>May be used from any thread; the deployer's hears of it through {@link DriverFolder#inquire}.
 */
final class FolderDrivers implements Drivers {
    private static final Logger LOG = LoggerFactory.getLogger(FolderDrivers.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.jar");

    /** Hidden, and no JAR by its name: it is not looked at while it is written. */
    private static final String PART = ".incoming-";

    private final Path folder;
    private final DriverFolder watched;
    private final StagedJars staged;
    private final LeakPolice leaks;
    private final long mostBytes;

    FolderDrivers(Path folder, DriverFolder watched, StagedJars staged, LeakPolice leaks, Limits limits) {
        this.folder = folder;
        this.watched = watched;
        this.staged = staged;
        this.leaks = leaks;
        this.mostBytes = limits.jarBytes();
    }

    /** Deletes what was being received when the product was last stopped. */
    static void deleteUnfinished(Path folder) {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PART + "*")) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be searched for unfinished uploads: {}", folder, e.toString());
        }
    }

    @Override
    public List<DriverEntry> all() {
        return watched.drivers().stream().map(DriverStatus::entry).toList();
    }

    @Override
    public boolean areJudged() {
        return watched.isSeen() && Drivers.super.areJudged();
    }

    @Override
    public long leaks() {
        return leaks.found();
    }

    @Override
    public Optional<DriverEntry> find(String name) {
        return watched.drivers().stream()
                .filter(driver -> driver.fileName().equals(name))
                .map(DriverStatus::entry)
                .findFirst();
    }

    @Override
    public CompletionStage<DriverEntry> put(String name, InputStream jar) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a driver's file name is a letter or digit, up to 99 letters, digits,"
                    + " '.', '_' or '-', and '.jar', was '" + name + "'");
        }
        Signature bytes = receive(jar, folder.resolve(name));
        return inquire(Inquiry.put(name, bytes));
    }

    @Override
    public Optional<CompletionStage<DriverEntry>> delete(String name) throws IOException {
        Optional<DriverEntry> known = find(name);
        // A name that was found in the folder is no path; any other has to look like a name.
        if ((known.isEmpty() && !NAME.matcher(name).matches()) || !Files.deleteIfExists(folder.resolve(name))) {
            return Optional.empty();
        }
        return Optional.of(inquire(Inquiry.delete(known.orElseGet(() -> Inquiry.unknown(name)))));
    }

    @Override
    public Optional<CompletionStage<DriverEntry>> rollBack(String name) throws IOException {
        Optional<DriverEntry.Earlier> earlier =
                find(name).flatMap(entry -> entry.before().stream().findFirst());
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        String digest = earlier.get().digest();
        try (InputStream jar = Files.newInputStream(staged.path(digest))) {
            Signature bytes = receive(jar, folder.resolve(name));
            return Optional.of(inquire(Inquiry.putBack(name, bytes, digest)));
        }
    }

    private CompletionStage<DriverEntry> inquire(Inquiry inquiry) {
        watched.inquire(inquiry);
        return inquiry.answer();
    }

    /** Not made if it is missing: an empty folder would take all drivers along that lay in the one before. */
    private Signature receive(InputStream jar, Path target) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "the folder of drivers is not there");
        }
        Path part = folder.resolve(PART + UUID.randomUUID());
        try {
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                copy(jar, out);
                out.force(true); // so that a crash never leaves the new name with less than all bytes
            }
            Signature bytes = Signature.of(part)
                    .orElseThrow(() -> new NoSuchFileException(part.toString(), null, "was taken away meanwhile"));
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return bytes;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void copy(InputStream jar, FileChannel out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int n = jar.read(buffer); n >= 0; n = jar.read(buffer)) {
            length += n;
            if (length > mostBytes) {
                throw new IllegalArgumentException(
                        "a driver JAR has at most " + mostBytes + " bytes, this one has more");
            }
            Channels.newOutputStream(out).write(buffer, 0, n);
        }
    }
}
