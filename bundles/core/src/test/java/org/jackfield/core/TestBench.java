// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jackfield.device.Device;
import org.jackfield.stream.StartAt;

/** Slots with real threads, clock and disk, and with drivers that the test plugs in. */
final class TestBench implements DriverServices, AutoCloseable {
    /** Times that nothing but a driver that is to hang ever uses up. */
    static final RunnerSettings PATIENT = settings(Duration.ofSeconds(20), Duration.ofSeconds(20));

    /** Times for drivers that hang. */
    static final RunnerSettings HASTY = settings(Duration.ofSeconds(1), Duration.ofSeconds(20));

    private final Path folder;
    private final Positions positions;
    private final Map<Claim, TestDriver> drivers = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
    private final ExecutorService disk = Executors.newSingleThreadExecutor();
    final BlockingQueue<Claim> released = new LinkedBlockingQueue<>();

    TestBench(Path folder) {
        this.folder = folder;
        this.positions = Positions.open(folder.resolve("positions"), disk, Clock.systemUTC());
    }

    private static RunnerSettings settings(Duration patience, Duration silentEnd) {
        return new RunnerSettings(
                patience,
                patience,
                patience,
                patience,
                Duration.ZERO,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                silentEnd);
    }

    /** Lets a stream linger, and asks it as often whether it runs. */
    static RunnerSettings lingering(Duration linger, Duration silentEnd) {
        return new RunnerSettings(
                PATIENT.connect(),
                PATIENT.start(),
                PATIENT.stop(),
                PATIENT.disconnect(),
                linger,
                PATIENT.firstPause(),
                PATIENT.longestPause(),
                silentEnd);
    }

    DeviceSlot slot(String deviceId, RunnerSettings settings) {
        return slot(deviceId, settings, settings.connect());
    }

    /** In which nothing waits longer for its turn. */
    DeviceSlot slot(String deviceId, RunnerSettings settings, Duration turn) {
        DeviceHub hub = new DeviceHub(
                deviceId,
                new DeviceHub.Limits(1000, 1 << 20, 1000),
                () -> SequenceNumbers.open(folder.resolve(deviceId), 1000, disk),
                positions,
                positions.first(),
                Clock.systemUTC());
        if (settings.equals(HASTY)) {
            open(hub); // a slow disk is not the driver that hangs
        }
        return new DeviceSlot(
                deviceId,
                hub,
                (claim, stream, reports, commands, owner) ->
                        new DeviceRunner(claim, this, stream, reports, commands, settings, clock, owner),
                new CommandQueue(new Refusals(deviceId, Clock.systemUTC()), turn, clock),
                new DeviceStatus(hub, new Errors(deviceId, Clock.systemUTC()), TestJournal.NONE));
    }

    private static void open(DeviceHub hub) {
        try {
            hub.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DeviceSlot slot() {
        return slot("pm1", PATIENT);
    }

    /** The claim for which the driver stands. */
    Claim claim(TestDriver driver, String version, long bundle) {
        return claim(driver, TestClaim.of("pm1", "org.vendor", version, bundle, false));
    }

    Claim claim(TestDriver driver, Claim claim) {
        drivers.put(claim, driver);
        return claim;
    }

    static TestReader read(DeviceSlot slot) {
        return new TestReader(slot, StartAt.NOW);
    }

    @Override
    public Device obtain(Claim claim) throws Exception {
        TestDriver driver = drivers.get(claim);
        if (driver == null) {
            throw new IllegalStateException("no driver for " + claim);
        }
        driver.call("activate");
        return driver;
    }

    @Override
    public void release(Claim claim) {
        released.add(claim);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        disk.shutdown();
        try {
            if (!disk.awaitTermination(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the disk does not come to an end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
