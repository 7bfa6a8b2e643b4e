// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.time.Duration;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The class loader of a driver that leaves, and what is needed to recognize its traces. Keeps nothing of the
 * driver's alive: names are all that is noted.
 *
 * <p>Made by a {@link Step}, then {@link LeakPolice}'s thread's, but for {@link #report}, which any thread may
 * read.
 */
final class Suspect extends WeakReference<ClassLoader> {
    private static final int MOST_PACKAGES = 1_000;
    private static final int MOST_ENTRIES = 20_000;

    private final String fileName;
    private final String version;
    private final Set<String> packages;
    private final long left = System.nanoTime();
    private int collections;
    private boolean searched;
    private volatile @Nullable String report;

    private Suspect(ClassLoader loader, String fileName, String version, Set<String> packages) {
        super(loader);
        this.fileName = fileName;
        this.version = version;
        this.packages = packages;
    }

    /** Empty if it has no class loader. To be made before it is uninstalled. */
    static Optional<Suspect> of(Bundle bundle, String fileName) {
        return Optional.ofNullable(bundle.adapt(BundleWiring.class))
                .map(BundleWiring::getClassLoader)
                .map(loader -> new Suspect(loader, fileName, bundle.getVersion().toString(), packages(bundle)));
    }

    private static Set<String> packages(Bundle bundle) {
        Set<String> packages = new HashSet<>();
        Enumeration<URL> classes = bundle.findEntries("/", "*.class", true);
        for (int i = 0; classes != null && classes.hasMoreElements() && i < MOST_ENTRIES; i++) {
            String path = classes.nextElement().getPath();
            String folder = path.substring(path.startsWith("/") ? 1 : 0, path.lastIndexOf('/') + 1);
            if (packages.size() < MOST_PACKAGES) {
                packages.add(folder.replace('/', '.'));
            }
        }
        return Set.copyOf(packages);
    }

    String fileName() {
        return fileName;
    }

    String version() {
        return version;
    }

    /** Whether a class of that name was among its own; so may be one of another version's. */
    boolean hadClass(String className) {
        return packages.contains(className.substring(0, className.lastIndexOf('.') + 1));
    }

    boolean isOfAge(Duration age) {
        return System.nanoTime() - left >= age.toNanos();
    }

    /** How many collections of all garbage it has outlived. */
    int collections() {
        return collections;
    }

    void outlived() {
        collections++;
    }

    /** True once: what keeps it is looked for early, and only once before it has outlived a collection. */
    boolean searchOnce() {
        boolean first = !searched;
        searched = true;
        return first;
    }

    /** What keeps it; empty while it is not known to be kept. */
    Optional<String> report() {
        return Optional.ofNullable(report);
    }

    void report(String words) {
        report = words;
    }
}
