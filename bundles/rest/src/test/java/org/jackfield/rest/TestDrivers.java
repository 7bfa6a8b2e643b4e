// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.zip.CRC32;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.DriverEntry.Earlier;
import org.jackfield.driver.DriverEntry.Verdict;
import org.jackfield.driver.Drivers;

/** A folder that keeps of each JAR its length and checksum, and decides by its name. */
final class TestDrivers implements Drivers {
    static final Instant TIME = Instant.parse("2026-03-01T09:15:00.987Z");
    static final long LIMIT = 64 << 20;

    final Map<String, DriverEntry> entries = new ConcurrentSkipListMap<>();
    final Map<String, Long> lengths = new ConcurrentSkipListMap<>();
    final CountDownLatch receiving = new CountDownLatch(1);

    static DriverEntry entry(String name, Verdict verdict, String reason, String digest, Earlier... before) {
        return new DriverEntry(
                name,
                "acme.pm",
                "1.2.0",
                "running",
                verdict,
                reason,
                List.of("pm1"),
                digest,
                TIME,
                List.of(before),
                Optional.empty());
    }

    @Override
    public long leaks() {
        return 2;
    }

    @Override
    public List<DriverEntry> all() {
        return new ArrayList<>(entries.values());
    }

    @Override
    public Optional<DriverEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    @Override
    public CompletionStage<DriverEntry> put(String name, InputStream jar) throws IOException {
        if (!name.matches("[A-Za-z0-9._-]+\\.jar")) {
            throw new IllegalArgumentException("expected a name such as my.jar, was " + name);
        }
        if (name.startsWith("fulldisk")) {
            jar.read();
            throw new IOException("No space left on device");
        }
        CRC32 sum = new CRC32();
        long length = 0;
        byte[] piece = new byte[8_192];
        for (int count = jar.read(piece); count >= 0; count = jar.read(piece)) {
            sum.update(piece, 0, count);
            length += count;
            receiving.countDown();
            if (length > LIMIT) {
                throw new IllegalArgumentException("expected at most " + LIMIT + " bytes");
            }
        }
        String digest = Long.toHexString(sum.getValue());
        lengths.put(name, length);
        if (name.startsWith("slow")) {
            entries.put(name, entry(name, Verdict.WAITING, "being judged", digest));
            return new CompletableFuture<>();
        }
        if (name.startsWith("broken")) {
            return CompletableFuture.failedFuture(new IOException("No space left on device"));
        }
        DriverEntry entry = name.startsWith("bad")
                ? entry(name, Verdict.REJECTED, "needs package org.foo, nobody provides it", digest)
                : find(name)
                        .filter(known -> known.digest().equals(digest))
                        .map(known -> entry(name, Verdict.UNCHANGED, "", digest))
                        .orElseGet(() -> entry(name, Verdict.ACCEPTED, "", digest));
        entries.put(name, entry);
        return CompletableFuture.supplyAsync(() -> entry);
    }

    @Override
    public Optional<CompletionStage<DriverEntry>> delete(String name) {
        return Optional.ofNullable(entries.remove(name)).map(CompletableFuture::completedStage);
    }

    @Override
    public Optional<CompletionStage<DriverEntry>> rollBack(String name) {
        return find(name).filter(entry -> !entry.before().isEmpty()).map(CompletableFuture::completedStage);
    }
}
