// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.Drivers;
import org.jackfield.event.Journal;
import org.jackfield.stream.DeviceStreams;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the drivers that run equal to the JARs in a folder, on one thread that never waits for a driver.
 *
 * <p>Polls rather than listening to the file system: such events come before a file is complete, are lost
 * under load, and do not exist on network shares.
 */
@Component(immediate = true)
@Designate(ocd = DeployerConfig.class)
public final class Deployer implements Drivers {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
    private static final String HOME = "jackfield.home";
    private static final Duration PATIENCE_AT_END = Duration.ofMillis(500);

    private final BundleContext context;
    private final Duration poll;
    private final LeakPolice leaks = new LeakPolice();
    private final DriverFolder folder;
    private final Drivers service;
    private final DriverNews news;
    private final AtomicLong bundleChanges = new AtomicLong();
    private final BundleListener bundles = this::bundleChanged;
    private final ServiceRegistration<WeavingHook> noExit;
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread = new Thread(null, this::run, "jackfield-deployer", 0, false);
    private volatile boolean stopped;

    /** Begins to watch. */
    @Activate
    public Deployer(
            BundleContext context,
            @Reference DeviceStreams streams,
            @Reference Journal journal,
            DeployerConfig config) {
        this.context = context;
        Path home = Path.of(Optional.ofNullable(context.getProperty(HOME))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the framework property " + HOME + " must name a folder, is not set")))
                .toAbsolutePath();
        if (config.poll_millis() < 10 || config.poll_millis() > 60_000) {
            throw new IllegalArgumentException("poll.millis must be 10 to 60000, was " + config.poll_millis());
        }
        this.poll = Duration.ofMillis(config.poll_millis());
        Rules rules = Rules.of(config);
        this.folder = new DriverFolder(context, streams, home, rules, leaks, bundleChanges, bell::release);
        this.service = folder.service(rules.limits());
        this.news = new DriverNews(journal);
        this.noExit = context.registerService(WeavingHook.class, new NoExit(), null);
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
        leaks.close();
        noExit.unregister();
    }

    @Override
    public List<DriverEntry> all() {
        return service.all();
    }

    @Override
    public boolean areJudged() {
        return service.areJudged();
    }

    @Override
    public long leaks() {
        return service.leaks();
    }

    @Override
    public Optional<DriverEntry> find(String name) {
        return service.find(name);
    }

    @Override
    public CompletionStage<DriverEntry> put(String name, InputStream jar) throws IOException {
        return service.put(name, jar);
    }

    @Override
    public Optional<CompletionStage<DriverEntry>> delete(String name) throws IOException {
        return service.delete(name);
    }

    @Override
    public Optional<CompletionStage<DriverEntry>> rollBack(String name) throws IOException {
        return service.rollBack(name);
    }

    private void run() {
        Instant begin = Instant.now();
        long beginNanos = System.nanoTime();
        Instant nextLook = begin;
        try {
            while (!stopped) {
                // Runs on evenly when somebody sets the machine's clock: no deadline may pass because of that.
                Instant now = begin.plusNanos(System.nanoTime() - beginNanos);
                boolean look = !now.isBefore(nextLook) || folder.isAsked();
                if (look) {
                    nextLook = now.plus(poll);
                }
                watch(now, look);
                if (bell.tryAcquire(folder.pause(poll).toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            }
            folder.close(PATIENCE_AT_END);
        } catch (InterruptedException e) {
            LOG.info("The deployer was interrupted and ends");
        }
    }

    private void watch(Instant now, boolean look) {
        try {
            if (look) {
                folder.look(now);
            }
            folder.advance(now);
            news.tell(service.all());
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
