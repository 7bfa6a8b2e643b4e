// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import java.time.Duration;
import java.util.List;

/** The way out, however the end came: a signal, a failed start, a framework that was stopped from inside. */
final class Shutdown implements Runnable {
    private static final Duration PATIENCE = Duration.ofMillis(4500);

    private final Platform platform;
    private final Home home;

    Shutdown(Platform platform, Home home) {
        this.platform = platform;
        this.home = home;
    }

    @Override
    public void run() {
        try {
            List<String> hanging = platform.stop(PATIENCE);
            if (!hanging.isEmpty()) {
                System.err.println("Not everything stopped in time; this hung: " + String.join(", ", hanging));
                Log.close();
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Log.close();
        home.close();
    }
}
