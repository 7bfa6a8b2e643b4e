// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipException;

/**
 * Copies of JARs under their digests, which nobody writes to any more: what is judged is what is installed,
 * and what ran well can be started again after the file in the folder has changed.
 *
 * <p>May be used from any thread.
 */
final class StagedJars {
    /** Copies at a time; with hundreds of JARs at a start more would only have the disk seek. */
    private static final int COPIES_AT_ONCE = 4;

    private final Path folder;
    private final Limits limits;
    private final Semaphore copies = new Semaphore(COPIES_AT_ONCE);

    StagedJars(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** Copies and judges; throws {@link RejectedJarException} with the reason if it is no driver. */
    DriverJar stage(Path source) throws InterruptedException {
        copies.acquire();
        try {
            if (Files.size(source) > limits.jarBytes()) {
                JarInspection.inspect(source, limits); // says so, before anything is copied
            }
            String digest = copy(source);
            Path staged = path(digest);
            return new DriverJar(staged, digest, JarInspection.inspect(staged, limits));
        } catch (ZipException e) {
            throw JarInspection.unreadable(e);
        } catch (IOException e) {
            throw new RejectedJarException("cannot be copied to " + folder + ": " + e, Verdict.Cure.TIME);
        } finally {
            copies.release();
        }
    }

    /** The copy with that digest, if it is there and is still what its name says. */
    Optional<DriverJar> find(String digest) throws IOException {
        Path staged = path(digest);
        if (!Files.isRegularFile(staged)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(staged)) {
            if (!digest(in, OutputStream.nullOutputStream()).equals(digest)) {
                return Optional.empty();
            }
        }
        return Optional.of(new DriverJar(staged, digest, JarInspection.inspect(staged, limits)));
    }

    /** Deletes all other copies. To be called only while nothing is being staged. */
    void keepOnly(Set<String> digests) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{jar,part}")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!digests.contains(name.replaceFirst("\\.jar$", ""))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private String copy(Path source) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "incoming-", ".part");
        try {
            String digest;
            try (InputStream in = Files.newInputStream(source);
                    OutputStream out = Files.newOutputStream(part)) {
                digest = digest(in, out);
            }
            Files.move(part, path(digest), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return digest;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String digest(InputStream in, OutputStream out) throws IOException {
        try (DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(out);
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, this one has not", e);
        }
    }

    /** Where the copy with that digest lies, if it does. */
    Path path(String digest) {
        return folder.resolve(digest + ".jar");
    }
}
