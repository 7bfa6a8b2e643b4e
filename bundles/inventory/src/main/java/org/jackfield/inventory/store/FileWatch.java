// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jackfield.driver.Drivers;
import org.jackfield.inventory.ConfigurationProblem;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the files looked at a while after a configuration or a bundle has come or gone, so that at a start drivers are
 * there by then, and says once in the log what is wrong with them. A thread of its own looks; anybody may ask what it
 * has found.
 */
final class FileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final int WORTH_A_LOOK = BundleEvent.STARTED | BundleEvent.STOPPED;

    private final BundleContext context;
    private final Supplier<List<ConfigurationProblem>> look;
    private final Duration pause;
    private final ScheduledThreadPoolExecutor thread;
    private final BundleListener bundles = this::changed;
    private final ServiceRegistration<ConfigurationListener> configurations;
    private final AtomicBoolean isDue = new AtomicBoolean();
    private volatile List<ConfigurationProblem> found = List.of();

    /** @param pause before each look */
    FileWatch(BundleContext context, Supplier<List<ConfigurationProblem>> look, Duration pause) {
        this.context = context;
        this.look = look;
        this.pause = pause;
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "configuration-files");
            made.setDaemon(true);
            made.setContextClassLoader(null); // it would be that of whoever was first to change something
            return made;
        });
        thread.setRejectedExecutionHandler(
                new ThreadPoolExecutor.DiscardPolicy()); // at the end there is nothing to look at
        context.addBundleListener(bundles);
        configurations = context.registerService(ConfigurationListener.class, event -> later(), null);
        later();
    }

    List<ConfigurationProblem> found() {
        return found;
    }

    @Override
    public void close() {
        context.removeBundleListener(bundles);
        configurations.unregister();
        thread.shutdownNow();
    }

    private void changed(BundleEvent event) {
        if ((event.getType() & WORTH_A_LOOK) != 0) {
            later();
        }
    }

    private void later() {
        if (isDue.compareAndSet(false, true)) {
            var unused = thread.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        isDue.set(false); // before the look: what changes meanwhile is worth another
        if (areDriversComing()) {
            later();
            return;
        }
        try {
            List<ConfigurationProblem> now = look.get();
            Set<ConfigurationProblem> fresh = new HashSet<>(now);
            found.forEach(fresh::remove);
            found = List.copyOf(now);
            now.stream()
                    .filter(fresh::contains)
                    .forEach(problem -> LOG.warn("{}: {}", problem.file(), problem.message()));
        } catch (RuntimeException e) { // of a bundle's own code, or at the end
            LOG.debug("The configuration's files could not be looked at", e);
        }
    }

    private boolean areDriversComing() {
        ServiceReference<Drivers> reference = context.getServiceReference(Drivers.class);
        Drivers drivers = reference == null ? null : context.getService(reference);
        if (reference == null || drivers == null) {
            return false;
        }
        try {
            return !drivers.areJudged();
        } finally {
            context.ungetService(reference);
        }
    }
}
