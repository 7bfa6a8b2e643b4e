// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running framework with the product's bundles in it.
 *
 * <p>Started by one thread; may be stopped by another at any time, also during the start.
 */
final class Platform {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private final Framework framework;
    private volatile boolean stopping;

    Platform(Map<String, Object> properties) {
        framework = new Felix(properties);
    }

    /** Returns when every bundle has been started. */
    void start(List<Path> jars) throws InterruptedException {
        StartErrors errors = new StartErrors();
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            List<Bundle> bundles = install(context, jars);
            context.addFrameworkListener(errors);
            framework.start();
            errors.await();
            context.removeFrameworkListener(errors); // it would hold on to drivers that fail later
            check(bundles, errors);
        } catch (BundleException e) {
            throw cannotStart("The framework did not start", e);
        }
    }

    private static List<Bundle> install(BundleContext context, List<Path> jars) {
        List<Bundle> startable = new ArrayList<>();
        for (Path jar : jars) {
            try {
                // By reference: the product's files are used where they are.
                Bundle bundle = context.installBundle("reference:" + jar.toUri());
                String symbolicName = bundle.getSymbolicName();
                if (symbolicName == null) {
                    throw CannotStart.because("The file " + jar + " must be an OSGi bundle, but has no symbolic name.");
                }
                bundle.adapt(BundleStartLevel.class).setStartLevel(StartLevels.of(symbolicName));
                if (!isFragment(bundle)) {
                    bundle.start(Bundle.START_ACTIVATION_POLICY); // once its level is reached
                    startable.add(bundle);
                }
            } catch (BundleException e) {
                throw cannotStart("The bundle " + jar.getFileName() + " cannot be installed", e);
            }
        }
        return startable;
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static void check(List<Bundle> bundles, StartErrors errors) {
        List<Bundle> failed = bundles.stream().filter(bundle -> !runs(bundle)).toList();
        if (!failed.isEmpty()) {
            throw CannotStart.because("The bundle " + failed.get(0) + " did not start"
                    + (failed.size() == 1 ? "" : ", nor did " + (failed.size() - 1) + " more") + ": "
                    + errors.of(failed.get(0)).map(Platform::firstLine).orElse("the framework gave no reason")
                    + ". The log has the details.");
        }
    }

    private static boolean runs(Bundle bundle) {
        boolean lazy = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
        return bundle.getState() == Bundle.ACTIVE || (lazy && bundle.getState() == Bundle.STARTING);
    }

    private static CannotStart cannotStart(String what, BundleException cause) {
        LOG.error("{}", what, cause);
        return CannotStart.because(what + ": " + firstLine(cause) + ". The log has the details.");
    }

    private static String firstLine(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Reason.of(root).lines().findFirst().orElse("").strip();
    }

    boolean isRunning() {
        return framework.getState() == Bundle.ACTIVE;
    }

    /** Whether somebody has asked for the end: what fails from then on is no news. */
    boolean isStopping() {
        return stopping;
    }

    /** Waits for the end, whoever brings it about. */
    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /**
     * Stops all bundles.
     *
     * @return the names of those that still were not through with it when the time was up
     */
    List<String> stop(Duration patience) throws InterruptedException {
        stopping = true;
        try {
            framework.stop();
        } catch (BundleException e) {
            LOG.error("The framework did not stop", e);
        }
        if (framework.waitForStop(patience.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT) {
            return List.of();
        }
        List<String> stopping = names(Bundle.STOPPING);
        return stopping.isEmpty() ? names(Bundle.STARTING | Bundle.ACTIVE) : stopping;
    }

    private List<String> names(int states) {
        BundleContext context = framework.getBundleContext();
        Stream<Bundle> all = context == null ? Stream.of() : Stream.of(context.getBundles());
        return all.filter(bundle -> bundle != framework && bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID)
                .filter(bundle -> (bundle.getState() & states) != 0)
                .map(Bundle::getSymbolicName)
                .toList();
    }
}
