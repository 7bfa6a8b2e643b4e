// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Threads that nothing of a bundle stays in, and waits for them that are not given up. */
final class Threads {
    private Threads() {}

    static Thread of(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false); // no thread-locals of whoever asked
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Whether it has ended within that time. An interruption is kept for later. */
    static boolean join(Thread thread, Duration time) {
        boolean interrupted = false;
        long end = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (left > 0 && thread.isAlive()) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = end - System.nanoTime();
        }
        restore(interrupted);
        return !thread.isAlive();
    }

    /** The same for a latch. */
    static boolean await(CountDownLatch done, long endNanos) {
        boolean interrupted = false;
        while (true) {
            try {
                boolean ended = done.await(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                restore(interrupted);
                return ended;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** Waits for ever. */
    static void await(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                restore(interrupted);
                return;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
