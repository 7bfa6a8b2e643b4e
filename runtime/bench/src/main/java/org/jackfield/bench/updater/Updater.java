// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.updater;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Updates a driver's bundle in place, as a management agent or File Install does, so that this can be measured
 * beside the swap. Takes its orders from a file, on a thread of its own.
 */
public final class Updater implements BundleActivator {
    /** In the home: the path of the JAR to update to; deleted when taken. */
    public static final String ORDER = "update-order";

    private static final String DRIVER = "org.jackfield.driver.simulated";
    private volatile boolean stopped;

    @Override
    public void start(BundleContext context) {
        Path order = Path.of(context.getProperty("jackfield.home")).resolve(ORDER);
        Thread thread = new Thread(() -> watch(context, order), "bench-updater");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop(BundleContext context) {
        stopped = true;
    }

    private void watch(BundleContext context, Path order) {
        try {
            while (!stopped) {
                if (Files.exists(order)) {
                    Path jar = Path.of(Files.readString(order));
                    Files.delete(order);
                    update(context, jar);
                }
                Thread.sleep(5);
            }
        } catch (IOException | BundleException e) {
            throw new IllegalStateException("the update failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void update(BundleContext context, Path jar) throws IOException, BundleException {
        for (Bundle bundle : context.getBundles()) {
            if (DRIVER.equals(bundle.getSymbolicName())) {
                try (InputStream in = Files.newInputStream(jar)) {
                    bundle.update(in);
                }
            }
        }
    }
}
