// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where core keeps what outlives it, and threads that do not. */
final class Homes {
    private static final Logger LOG = LoggerFactory.getLogger(Homes.class);
    private static final int WRITTEN_SECONDS = 3;

    private Homes() {}

    static Path data(BundleContext context) {
        String home = context.getProperty("jackfield.home");
        if (home == null) {
            throw new IllegalStateException(
                    "the framework property jackfield.home must name the home folder, is not set");
        }
        return Path.of(home).resolve("data");
    }

    /** Has what is to be written be written. */
    static void end(ExecutorService disk, String what) {
        disk.shutdown();
        try {
            if (!disk.awaitTermination(WRITTEN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} could not be written in time and will skip", what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static ThreadFactory threads(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        };
    }
}
