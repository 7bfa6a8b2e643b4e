// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.stream.DeviceStreams;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the drivers that run equal to the JARs in a folder, on one thread that never waits for a driver.
 *
 * <p>Polls rather than listening to the file system: such events come before a file is complete, are lost
 * under load, and do not exist on network shares.
 */
@Component(
        immediate = true,
        service = {})
@Designate(ocd = Deployer.Config.class)
public final class Deployer {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
    private static final String HOME = "jackfield.home";
    private static final Duration PATIENCE_AT_END = Duration.ofMillis(500);

    private final BundleContext context;
    private final DeviceStreams streams;
    private final Path home;
    private final Duration poll;
    private final Limits limits;
    private final Patience patience;
    private final AtomicLong bundleChanges = new AtomicLong();
    private final BundleListener bundles = this::bundleChanged;
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread = new Thread(null, this::run, "jackfield-deployer", 0, false);
    private volatile boolean stopped;
    private volatile @Nullable DriverFolder folder;

    /** What an administrator can change. */
    @ObjectClassDefinition(
            name = "Jackfield driver deployer",
            description = "Watches the folder 'drivers' and turns the JARs in it into running drivers.")
    @interface Config {
        @AttributeDefinition(name = "Pause", description = "Milliseconds between two looks at the folder, 10 to 60000.")
        long poll_millis() default 250;

        @AttributeDefinition(name = "Largest JAR", description = "Bytes that a driver JAR may have.")
        long jar_max_bytes() default 64L << 20;

        @AttributeDefinition(name = "Most entries", description = "Entries that a driver JAR may have.")
        int jar_max_entries() default 20_000;

        @AttributeDefinition(
                name = "Largest content",
                description = "Bytes that the entries of a driver JAR may have together when unpacked.")
        long jar_max_unpacked_bytes() default 512L << 20;

        @AttributeDefinition(
                name = "Deadline",
                description = "Milliseconds that a new driver version has to start, and then to take over every device"
                        + " of the version before. If it does not, it is taken out and the version before goes on.")
        long handover_deadline_millis() default 20_000;

        @AttributeDefinition(
                name = "Time to settle",
                description = "Milliseconds that a new driver version has to register its devices. A device that it has"
                        + " not registered by then is taken for one it no longer serves.")
        long handover_settle_millis() default 2_000;

        @AttributeDefinition(
                name = "Patience with faults",
                description = "Milliseconds that a device which worked may be in fault under a new driver version"
                        + " before the version before takes it back.")
        long handover_fault_millis() default 3_000;
    }

    /** Begins to watch. */
    @Activate
    public Deployer(BundleContext context, @Reference DeviceStreams streams, Config config) {
        this.context = context;
        this.streams = streams;
        this.home = Path.of(Optional.ofNullable(context.getProperty(HOME))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the framework property " + HOME + " must name a folder, is not set")))
                .toAbsolutePath();
        if (config.poll_millis() < 10 || config.poll_millis() > 60_000) {
            throw new IllegalArgumentException("poll.millis must be 10 to 60000, was " + config.poll_millis());
        }
        this.poll = Duration.ofMillis(config.poll_millis());
        this.limits = new Limits(config.jar_max_bytes(), config.jar_max_entries(), config.jar_max_unpacked_bytes());
        this.patience = new Patience(
                Duration.ofMillis(config.handover_deadline_millis()),
                Duration.ofMillis(config.handover_settle_millis()),
                Duration.ofMillis(config.handover_fault_millis()));
        context.addBundleListener(bundles);
        thread.setDaemon(true);
        // Inherited otherwise from whoever activates this, which may be the start of any other bundle.
        thread.setContextClassLoader(Deployer.class.getClassLoader());
        thread.start();
    }

    /** Stops to watch; all drivers stay as they are. */
    @Deactivate
    void deactivate() throws InterruptedException {
        stopped = true;
        context.removeBundleListener(bundles);
        bell.release(); // and no interrupt: it could hit the state file while it is written
        thread.join(2 * PATIENCE_AT_END.toMillis());
    }

    /** Every file and what became of it. */
    List<DriverStatus> drivers() {
        DriverFolder current = folder;
        return current == null ? List.of() : current.drivers();
    }

    private void run() {
        DriverFolder watched = new DriverFolder(context, streams, home, limits, patience, bundleChanges, bell::release);
        folder = watched;
        Instant begin = Instant.now();
        long beginNanos = System.nanoTime();
        Instant nextLook = begin;
        try {
            while (!stopped) {
                // Runs on evenly when somebody sets the machine's clock: no deadline may pass because of that.
                Instant now = begin.plusNanos(System.nanoTime() - beginNanos);
                boolean look = !now.isBefore(nextLook);
                if (look) {
                    nextLook = now.plus(poll);
                }
                watch(watched, now, look);
                if (bell.tryAcquire(watched.pause(poll).toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            }
            watched.close(PATIENCE_AT_END);
        } catch (InterruptedException e) {
            LOG.info("The deployer was interrupted and ends");
        }
    }

    private static void watch(DriverFolder watched, Instant now, boolean look) {
        try {
            if (look) {
                watched.look(now);
            }
            watched.advance(now);
        } catch (RuntimeException e) { // a fault over one file must not end the watch over all others
            LOG.error("The deployer could not finish a round and goes on with the next", e);
        }
    }

    private void bundleChanged(BundleEvent event) {
        int changes = BundleEvent.INSTALLED | BundleEvent.UPDATED | BundleEvent.UNINSTALLED;
        if ((event.getType() & changes) != 0 && !Installer.isDriver(event.getBundle())) {
            bundleChanges.incrementAndGet();
            bell.release();
        }
    }
}
