// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench;

import java.util.concurrent.TimeUnit;

/** How servers are ended. */
public final class Processes {
    private static final long PATIENCE_SECONDS = 10;

    private Processes() {}

    /** Asks it to end, and ends it if it does not. */
    public static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
