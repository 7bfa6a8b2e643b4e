// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import org.osgi.framework.BundleContext;

/** Where core keeps what outlives it, and threads that do not. */
final class Homes {
    private Homes() {}

    static Path data(BundleContext context) {
        String home = context.getProperty("jackfield.home");
        if (home == null) {
            throw new IllegalStateException(
                    "the framework property jackfield.home must name the home folder, is not set");
        }
        return Path.of(home).resolve("data");
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
