// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jackfield.driver.DriverEntry.Earlier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers over a restart, for each file name, which bytes ran well and which were tried and turned down.
 *
 * <p>Belongs to the deployer's thread. A change that cannot be written is kept in memory and said in the log;
 * drivers go on without it.
 */
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final String GOOD = "/good";
    private static final String SYMBOLIC_NAME = "/symbolic-name";
    private static final String VERSION = "/version";
    private static final String BEFORE = "/before";
    private static final String REJECTED = "/rejected";
    private static final String REASON = "/reason";

    private final Path file;
    private final int earlierVersions;
    private final Properties entries = new Properties();

    /**
     * @param earlierVersions remembered of each driver, beside the present one
     */
    Ledger(Path file, int earlierVersions) {
        this.file = file;
        this.earlierVersions = earlierVersions;
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                entries.load(in);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("What ran before is forgotten: {} cannot be read: {}", file, e.toString());
            }
        }
    }

    /** File names of which anything is remembered. */
    Set<String> names() {
        return entries.stringPropertyNames().stream()
                .map(key -> key.substring(0, Math.max(0, key.lastIndexOf('/'))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Digest of the bytes that ran well last. */
    Optional<String> good(String name) {
        return Optional.ofNullable(entries.getProperty(name + GOOD));
    }

    /** Symbolic name of what ran well last. */
    Optional<String> symbolicName(String name) {
        return Optional.ofNullable(entries.getProperty(name + SYMBOLIC_NAME));
    }

    /** Why these bytes were turned down, if they were the last that were. */
    Optional<String> whyRejected(String name, String digest) {
        return digest.equals(entries.getProperty(name + REJECTED))
                ? Optional.of(entries.getProperty(name + REASON, "it was tried before and failed"))
                : Optional.empty();
    }

    /** What ran well before the last, the latest first; no bytes are there twice. */
    List<Earlier> before(String name) {
        return Arrays.stream(entries.getProperty(name + BEFORE, "").split(",", -1))
                .map(entry -> entry.split(" ", 2))
                .filter(entry -> entry.length == 2)
                .map(entry -> new Earlier(entry[1], entry[0]))
                .limit(earlierVersions)
                .toList();
    }

    /**
     * These bytes run well.
     *
     * @param back whether they were put back: then what came after them is forgotten, or putting back once more
     *     would bring what was just got rid of
     */
    void accept(String name, DriverJar jar, boolean back) {
        List<Earlier> before = new ArrayList<>(before(name));
        if (back) {
            int there = before.stream().map(Earlier::digest).toList().indexOf(jar.digest());
            before.subList(0, there + 1).clear();
        } else {
            good(name)
                    .filter(last -> whyRejected(name, last).isEmpty())
                    .ifPresent(last -> before.add(0, new Earlier(entries.getProperty(name + VERSION, "?"), last)));
            before.removeIf(earlier -> earlier.digest().equals(jar.digest()));
        }
        before(name, before);
        entries.setProperty(name + GOOD, jar.digest());
        entries.setProperty(name + VERSION, jar.manifest().version());
        entries.setProperty(name + SYMBOLIC_NAME, jar.manifest().symbolicName());
        entries.remove(name + REJECTED);
        entries.remove(name + REASON);
        save();
    }

    /** These bytes do not run well, whatever they did before: nobody is to put them back. */
    void reject(String name, String digest, String reason) {
        List<Earlier> before = new ArrayList<>(before(name));
        before.removeIf(earlier -> earlier.digest().equals(digest));
        before(name, before);
        entries.setProperty(name + REJECTED, digest);
        entries.setProperty(name + REASON, reason);
        save();
    }

    private void before(String name, List<Earlier> versions) {
        entries.setProperty(
                name + BEFORE,
                versions.stream()
                        .limit(earlierVersions)
                        .map(earlier -> earlier.digest() + " " + earlier.version())
                        .collect(Collectors.joining(",")));
    }

    void forget(String name) {
        if (entries.keySet()
                .removeAll(Set.of(
                        name + GOOD,
                        name + SYMBOLIC_NAME,
                        name + VERSION,
                        name + BEFORE,
                        name + REJECTED,
                        name + REASON))) {
            save();
        }
    }

    /** Digests of all bytes that may have to be started again. */
    Set<String> goodDigests() {
        return names().stream()
                .flatMap(name ->
                        Stream.concat(good(name).stream(), before(name).stream().map(Earlier::digest)))
                .collect(Collectors.toSet());
    }

    private void save() {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.resolveSibling("."));
            try (Writer out = Files.newBufferedWriter(part)) {
                entries.store(out, "file name/what: SHA-256 and more; written by the deployer");
            }
            // Replaced in one go, so that a crash leaves the old or the new state and never half of one.
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be written, after a restart drivers may be older or tried again: {}",
                    file,
                    e.toString());
        }
    }
}
