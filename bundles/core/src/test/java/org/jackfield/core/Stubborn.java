// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.concurrent.CountDownLatch;

/** Driver code that hangs and does not answer interruption. */
final class Stubborn {
    private Stubborn() {}

    static void await(CountDownLatch until) {
        boolean interrupted = false;
        while (until.getCount() > 0) {
            try {
                until.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
