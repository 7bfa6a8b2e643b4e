// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.felix.framework.FrameworkFactory;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.Drivers;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;

/** A framework, a core and a folder of drivers, over which the test's thread lets time pass. */
final class House implements AutoCloseable {
    private static final Duration REAL_PATIENCE = Duration.ofMinutes(5);

    final Path home;
    final Path drivers;
    final Framework framework;
    final TinyStreams streams;
    final AtomicInteger installs = new AtomicInteger();
    final List<String> events = new CopyOnWriteArrayList<>();
    private final Rules rules;
    private final LeakPolice leaks;
    private final AtomicLong bundleChanges = new AtomicLong();
    private final Semaphore bell = new Semaphore(0);
    private DriverFolder folder;
    private Instant now = Instant.now();

    House(Path home) throws IOException, BundleException {
        this(home, Rules.DEFAULT);
    }

    House(Path home, Rules rules) throws IOException, BundleException {
        this(home, rules, new LeakPolice());
    }

    House(Path home, Rules rules, LeakPolice leaks) throws IOException, BundleException {
        this.home = home;
        this.rules = rules;
        this.leaks = leaks;
        drivers = Files.createDirectories(home.resolve("drivers"));
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        home.resolve("cache").toString(),
                        "org.osgi.framework.storage.clean",
                        "onFirstInit",
                        "org.osgi.framework.bsnversion",
                        "multiple",
                        "org.osgi.framework.system.packages.extra",
                        "org.jackfield.device;version=0.1.0,org.jackfield.stream;version=0.1.0,"
                                + "org.osgi.service.cm;version=1.6.1,org.osgi.service.coordinator;version=1.0.2,"
                                + "lib.old;version=1.4.0",
                        "jackfield.home",
                        home.toString()));
        framework.start();
        SynchronousBundleListener listener = this::note;
        context().addBundleListener(listener);
        streams = new TinyStreams(context());
        folder = newFolder();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** What a restart of the deployer alone makes of a house. */
    void restartDeployer() {
        folder = newFolder();
    }

    Path drop(String name, DriverJars jar) throws IOException {
        return drop(name, jar.bytes());
    }

    /** As a good copier does it: written aside, then moved. */
    Path drop(String name, byte[] bytes) throws IOException {
        Path part = Files.write(home.resolve("drop.part"), bytes);
        return Files.move(part, drivers.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void look() {
        folder.look(now);
        folder.advance(now);
    }

    /** Looks again and again, without letting time pass, until it holds. */
    void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + REAL_PATIENCE.toNanos();
        for (look(); !condition.getAsBoolean(); look()) {
            assertThat(System.nanoTime())
                    .as("%s; drivers %s; %s", what, folder.drivers(), events)
                    .isLessThan(end);
            bell.tryAcquire(5, TimeUnit.MILLISECONDS);
        }
    }

    void untilRuns(String name, String version) throws InterruptedException {
        until(name + " " + version + " runs", () -> {
            DriverStatus status = status(name);
            return status.version().equals(version) && status.state().equals("running");
        });
    }

    Verdict.Rejected untilRejected(String name) throws InterruptedException {
        until(name + " rejected", () -> status(name).state().equals("rejected"));
        return (Verdict.Rejected) status(name).verdict();
    }

    /** Looks until nothing is under way any more, and twice more. */
    void settle() throws InterruptedException {
        look();
        look();
        until("everything is decided", () -> folder.drivers().stream()
                .allMatch(driver -> List.of("running", "rejected").contains(driver.state())));
    }

    /** What others may ask of the folder. */
    Drivers service() {
        return folder.service(rules.limits());
    }

    /** Looks until it is answered. */
    DriverEntry untilAnswered(CompletionStage<DriverEntry> answer) throws InterruptedException {
        CompletableFuture<DriverEntry> future = answer.toCompletableFuture();
        until("an answer", future::isDone);
        return future.join();
    }

    List<DriverStatus> statuses() {
        return folder.drivers();
    }

    DriverStatus status(String name) {
        return folder.drivers().stream()
                .filter(driver -> driver.fileName().equals(name))
                .findFirst()
                .orElse(new DriverStatus(
                        name,
                        "",
                        "",
                        "unknown",
                        new Verdict.Waiting(""),
                        List.of(),
                        "",
                        now,
                        List.of(),
                        Optional.empty()));
    }

    List<Bundle> driverBundles() {
        return Arrays.stream(context().getBundles()).filter(Installer::isDriver).toList();
    }

    DeviceInfo device(String id) {
        return streams.find(id).map(DeviceStream::info).orElseThrow();
    }

    boolean streamsFrom(String id, String version) {
        return streams.find(id)
                .map(DeviceStream::info)
                .filter(info -> info.state() == DeviceState.STREAMING)
                .flatMap(DeviceInfo::driver)
                .filter(driver -> driver.version().equals(version))
                .isPresent();
    }

    Path note(String name) {
        return drivers.resolve(name + ".rejected.txt");
    }

    String[] staged() {
        String[] names = home.resolve("data/deployer/staged").toFile().list();
        return names == null ? new String[0] : names;
    }

    void stopDeployer() throws InterruptedException {
        folder.close(Duration.ofSeconds(5));
    }

    @Override
    public void close() throws IOException, BundleException {
        try {
            stopDeployer();
            leaks.close();
            streams.close();
            framework.stop();
            framework.waitForStop(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private DriverFolder newFolder() {
        return new DriverFolder(context(), streams, home, rules, leaks, bundleChanges, bell::release);
    }

    private void note(BundleEvent event) {
        Bundle bundle = event.getBundle();
        String what =
                switch (event.getType()) {
                    case BundleEvent.STARTED -> "started";
                    case BundleEvent.STOPPED -> "stopped";
                    case BundleEvent.UNINSTALLED -> "uninstalled";
                    default -> "";
                };
        if (!what.isEmpty() && Installer.isDriver(bundle)) {
            events.add(Installer.fileName(bundle) + " " + bundle.getVersion() + " " + what);
        }
        int changes = BundleEvent.INSTALLED | BundleEvent.UNINSTALLED;
        if ((event.getType() & changes) != 0 && !Installer.isDriver(bundle)) {
            bundleChanges.incrementAndGet();
        }
        if (event.getType() == BundleEvent.INSTALLED && Installer.isDriver(bundle)) {
            installs.incrementAndGet();
        }
    }
}
