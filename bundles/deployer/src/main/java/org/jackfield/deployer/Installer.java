// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts driver bundles into the framework and takes them out. Its methods run a driver's own code and may block
 * as long as that does; they belong on a {@link Step}.
 */
final class Installer {
    private static final Logger LOG = LoggerFactory.getLogger(Installer.class);
    private static final String SCHEME = "driver:";
    private static final int DIGEST_LENGTH = 12;
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final BundleContext context;
    private final FrameworkWiring wiring;
    private final MissingRequirements missing;
    private final LeakPolice leaks;
    private final LeftBundles left;
    private final boolean refreshOthers;

    /**
     * @param refreshOthers whether a bundle may be replaced though others restart with it
     */
    Installer(BundleContext context, LeakPolice leaks, boolean refreshOthers) {
        this.context = context;
        this.leaks = leaks;
        this.left = new LeftBundles(context);
        this.refreshOthers = refreshOthers;
        this.wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        this.missing = new MissingRequirements(context, wiring);
    }

    /** Whether the deployer has installed it. */
    static boolean isDriver(Bundle bundle) {
        return bundle.getLocation().startsWith(SCHEME);
    }

    /** The bundle of that name that came otherwise than as a driver, as all of the platform did. */
    Optional<Bundle> foreign(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> !isDriver(bundle) && symbolicName.equals(bundle.getSymbolicName()))
                .findFirst();
    }

    /** The file that a driver bundle was installed for. */
    static String fileName(Bundle driver) {
        String location = driver.getLocation();
        return location.substring(SCHEME.length(), Math.max(SCHEME.length(), location.lastIndexOf('@')));
    }

    static boolean isFrom(Bundle driver, String fileName, String digest) {
        return driver.getLocation().equals(location(fileName, digest));
    }

    /** As {@link #start}, unless others would have to restart when the predecessor leaves. */
    Bundle replace(Optional<Bundle> predecessor, String fileName, DriverJar jar) throws InterruptedException {
        List<String> others = predecessor.map(this::dependents).orElse(List.of());
        if (!others.isEmpty() && !refreshOthers) {
            throw new RejectedJarException(
                    "cannot replace the version before without a restart of those that use its packages: "
                            + String.join(", ", others) + "; take them out first, or set refresh.others",
                    Verdict.Cure.OTHER_BUNDLES);
        }
        return start(fileName, jar);
    }

    /** Installs, resolves and starts; what does not get that far leaves nothing behind. */
    Bundle start(String fileName, DriverJar jar) throws InterruptedException {
        refuseIfMissing(jar);
        Bundle bundle = install(fileName, jar);
        try {
            if (!wiring.resolveBundles(List.of(bundle))) {
                refuseIfMissing(jar); // something has left meanwhile
            }
            bundle.start();
            return bundle;
        } catch (BundleException e) {
            remove(bundle);
            if (e.getType() == BundleException.RESOLVE_ERROR) {
                throw new RejectedJarException("does not resolve: " + e.getMessage(), Verdict.Cure.OTHER_BUNDLES);
            }
            LOG.warn("{}: start failed: {}", fileName, Words.trace(e));
            throw new RejectedJarException("failed to start: " + Words.of(e), Verdict.Cure.NEW_BYTES);
        } catch (RejectedJarException e) {
            remove(bundle);
            throw e;
        }
    }

    /** Stops, uninstalls and has the framework let go of its classes. */
    void remove(Bundle bundle) throws InterruptedException {
        Optional<Suspect> suspect = Suspect.of(bundle, fileName(bundle));
        try {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("{} cannot be uninstalled: {}", bundle.getLocation(), Words.of(e));
            return;
        }
        List<String> others = dependents(bundle);
        if (!others.isEmpty()) {
            LOG.warn("{} has left; refreshed with it because they used its packages: {}", bundle.getLocation(), others);
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring.refreshBundles(List.of(bundle), event -> refreshed.countDown());
        if (!refreshed.await(REFRESH.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("{} has left, but the framework still refreshes", bundle.getLocation());
        }
        left.forget();
        suspect.ifPresent(leaks::watch);
    }

    /** Everybody else that would restart if it left. */
    private List<String> dependents(Bundle bundle) {
        return wiring.getDependencyClosure(List.of(bundle)).stream()
                .filter(other -> !other.equals(bundle))
                .map(other -> other.getSymbolicName() + " " + other.getVersion())
                .sorted()
                .toList();
    }

    private void refuseIfMissing(DriverJar jar) {
        Optional<String> reason = missing.of(jar.manifest().needs());
        if (reason.isPresent()) {
            throw new RejectedJarException(reason.get(), Verdict.Cure.OTHER_BUNDLES);
        }
    }

    /** As {@link #remove}, for a bundle that came up when nobody waited for it any more. */
    void removeLate(Bundle bundle) {
        LOG.warn("{} came up too late and is taken out again", bundle.getLocation());
        try {
            remove(bundle);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Bundle install(String fileName, DriverJar jar) {
        try (InputStream in = Files.newInputStream(jar.staged())) {
            return context.installBundle(location(fileName, jar.digest()), in);
        } catch (BundleException e) {
            throw new RejectedJarException("cannot be installed: " + Words.of(e), Verdict.Cure.NEW_BYTES);
        } catch (IOException e) {
            throw new RejectedJarException("could not be read back: " + e, Verdict.Cure.TIME);
        }
    }

    private static String location(String fileName, String digest) {
        return SCHEME + fileName + "@" + digest.substring(0, DIGEST_LENGTH);
    }
}
