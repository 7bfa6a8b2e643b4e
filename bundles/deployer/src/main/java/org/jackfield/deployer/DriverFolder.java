// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.stream.DeviceStreams;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of driver JARs and everything that is to follow from it. Looks and advances when it is told to;
 * time and thread are the caller's.
 *
 * <p>Belongs to the deployer's thread, but for {@link #drivers} and {@link #inquire}, which any thread
 * may call.
 */
final class DriverFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DriverFolder.class);

    /** How soon a hand-over is looked at again, while both versions of a driver run. */
    private static final Duration HAND_OVER_CHECK = Duration.ofMillis(20);

    private final BundleContext context;
    private final Path folder;
    private final Workshop workshop;
    private final Map<String, DriverFile> files = new TreeMap<>();
    private final Set<String> noFiles = new HashSet<>();
    private final Queue<Inquiry> asked = new ConcurrentLinkedQueue<>();
    private final List<Inquiry> open = new ArrayList<>();
    private boolean begun;
    private boolean blind;
    private boolean busy = true;
    private volatile List<DriverStatus> drivers = List.of();
    private volatile boolean seen;

    /**
     * @param home has {@code drivers}, and {@code data} for what is to be remembered
     * @param bundleChanges counted up by the caller when a bundle comes or goes that is no driver
     * @param bell rung, on any thread, when {@link #advance} has something to do
     */
    DriverFolder(
            BundleContext context,
            DeviceStreams streams,
            Path home,
            Rules rules,
            LeakPolice leaks,
            AtomicLong bundleChanges,
            Runnable bell) {
        this.context = context;
        this.folder = home.resolve("drivers");
        Path data = home.resolve("data").resolve("deployer");
        this.workshop = new Workshop(
                folder,
                new StagedJars(data.resolve("staged"), rules.limits()),
                new Ledger(data.resolve("drivers.properties"), rules.earlierVersions()),
                new Installer(context, leaks, rules.refreshOthers()),
                leaks,
                streams,
                rules.patience(),
                bundleChanges,
                bell,
                this::claimant);
    }

    /** Has it told what becomes of a change that was just made to the folder. */
    void inquire(Inquiry inquiry) {
        asked.add(inquiry);
        workshop.bell().run();
    }

    /** Whether a look is worth more than usual. */
    boolean isAsked() {
        return !asked.isEmpty();
    }

    /** The folder's service for others. */
    FolderDrivers service(Limits limits) {
        return new FolderDrivers(folder, this, workshop.staged(), workshop.leaks(), limits);
    }

    /** Sees what lies in the folder now. A folder that cannot be seen is not an empty one. */
    void look(Instant now) {
        // Before it looks: what was changed before somebody asked is seen by this look.
        for (Inquiry next = asked.poll(); next != null; next = asked.poll()) {
            open.add(next);
        }
        Map<String, Optional<Signature>> found;
        try {
            found = list();
        } catch (IOException e) {
            if (!blind) {
                LOG.warn("{} cannot be seen ({}); all drivers stay as they are until it can", folder, e.toString());
            }
            blind = true;
            return;
        }
        if (blind) {
            LOG.info("{} can be seen again", folder);
        }
        blind = false;
        if (!begun) {
            begin(found.keySet(), now);
        }
        found.forEach((name, signature) -> {
            if (signature.isPresent()) {
                files.computeIfAbsent(name, n -> new DriverFile(n, workshop, Optional.empty(), now));
            } else if (noFiles.add(name)) {
                LOG.warn("{} is no file and no link to one: it is ignored until it is", folder.resolve(name));
            }
        });
        noFiles.removeIf(name -> found.getOrDefault(name, Optional.empty()).isPresent() || !found.containsKey(name));
        // What lies there but is no file at present, as a link to a disk that is away, is not deleted either.
        files.values().stream()
                .filter(file -> !noFiles.contains(file.name()))
                .forEach(file -> file.observe(found.getOrDefault(file.name(), Optional.empty()), now));
        open.forEach(inquiry -> Optional.ofNullable(files.get(inquiry.name())).ifPresent(inquiry::tell));
    }

    /** Does what can be done without waiting. */
    void advance(Instant now) {
        files.values().forEach(file -> file.advance(now));
        files.values().removeIf(file -> {
            boolean gone = file.phase() instanceof Gone;
            if (gone) {
                file.forget();
            }
            return gone;
        });
        drivers = files.values().stream().map(DriverFile::status).toList();
        seen = begun;
        open.removeIf(inquiry -> inquiry.settle(files.get(inquiry.name()), workshop.patience(), now));
        boolean wasBusy = busy;
        busy = files.values().stream().anyMatch(file -> !file.phase().isIdle());
        if (begun && wasBusy && !busy) {
            tidy();
        }
    }

    /** How long until {@link #advance} should come again if the bell does not ring. */
    Duration pause(Duration usual) {
        boolean urgent = files.values().stream().anyMatch(file -> file.phase() instanceof HandingOver);
        return urgent && usual.compareTo(HAND_OVER_CHECK) > 0 ? HAND_OVER_CHECK : usual;
    }

    /** Every file and what became of it, at the last {@link #advance}. */
    List<DriverStatus> drivers() {
        return drivers;
    }

    /** Whether the folder has been looked into at all. */
    boolean isSeen() {
        return seen;
    }

    /** Asks what is under way to end, and waits for it, but no longer. Bundles stay as they are. */
    void close(Duration longest) throws InterruptedException {
        open.forEach(Inquiry::fail);
        asked.forEach(Inquiry::fail);
        List<Step<?>> steps = files.values().stream()
                .flatMap(file -> file.phase().step().stream())
                .toList();
        steps.forEach(Step::interrupt);
        long deadline = System.nanoTime() + longest.toNanos();
        for (Step<?> step : steps) {
            step.join(Duration.ofNanos(deadline - System.nanoTime()));
        }
    }

    /** For each name that lies there, how its file looks; empty if it is none. */
    private Map<String, Optional<Signature>> list() throws IOException {
        Map<String, Optional<Signature>> found = new TreeMap<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, DriverFolder::isJar)) {
            for (Path jar : jars) {
                Optional<Signature> signature = Signature.of(jar);
                if (signature.isPresent() || Files.exists(jar, LinkOption.NOFOLLOW_LINKS)) {
                    found.put(jar.getFileName().toString(), signature);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private static boolean isJar(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".jar") && !name.startsWith(".");
    }

    /** Takes up where the deployer, or the product, was stopped. */
    private void begin(Set<String> present, Instant now) {
        begun = true;
        Set<String> deleted = new HashSet<>(workshop.ledger().names());
        for (Bundle driver :
                Arrays.stream(context.getBundles()).filter(Installer::isDriver).toList()) {
            String name = Installer.fileName(driver);
            boolean proved =
                    workshop.ledger().good(name).stream().anyMatch(digest -> Installer.isFrom(driver, name, digest));
            if (proved && driver.getState() == Bundle.ACTIVE) {
                files.put(name, new DriverFile(name, workshop, Optional.of(driver), now));
                deleted.remove(name); // looks like any other deletion while running, and is told so
            } else {
                workshop.begin(name, () -> {
                    workshop.installer().remove(driver);
                    return true;
                });
            }
        }
        deleted.removeAll(present);
        deleted.forEach(workshop.ledger()::forget);
        RejectionNote.deleteOrphans(folder);
        FolderDrivers.deleteUnfinished(folder);
    }

    private Optional<DriverFile> claimant(String symbolicName, DriverFile except) {
        return files.values().stream()
                .filter(file -> file != except && file.claims(symbolicName))
                .findFirst();
    }

    private void tidy() {
        Set<String> needed = new HashSet<>(workshop.ledger().goodDigests());
        files.values().forEach(file -> file.running().ifPresent(running -> needed.add(running.digest())));
        try {
            workshop.staged().keepOnly(needed);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Old copies of driver JARs cannot be deleted: {}", e.toString());
        }
    }
}
