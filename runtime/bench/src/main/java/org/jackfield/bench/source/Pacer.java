// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.source;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Publishes at a steady rate, single events up to a thousand a second and a handful each millisecond above.
 * Events that would be late by more than a moment are left out: a publisher that cannot keep up shows as a
 * lower rate and not as a growing burst.
 *
 * <p>Any thread sets the rate; events are made on the pacer's own.
 */
public final class Pacer implements AutoCloseable {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final LongConsumer publish;
    private final Thread thread = new Thread(this::run, "bench-pacer");
    private volatile long rate;
    private volatile boolean stopped;

    /** @param publish is given the stamp of each event */
    public Pacer(LongConsumer publish) {
        this.publish = publish;
        thread.setDaemon(true);
        thread.start();
    }

    /** Sets how many events a second are published; 0 for none. */
    public void rate(long eventsPerSecond) {
        rate = eventsPerSecond;
        LockSupport.unpark(thread);
    }

    private void run() {
        long number = Stamp.FIRST;
        long current = 0;
        double due = 0;
        while (!stopped) {
            if (rate != current) {
                current = rate;
                due = (double) System.nanoTime();
            }
            if (current == 0) {
                LockSupport.parkNanos(LATE_NANOS);
                continue;
            }
            long now = System.nanoTime();
            due = Math.max(due, (double) (now - LATE_NANOS));
            while ((long) due <= now && rate == current) {
                publish.accept(Stamp.now(number));
                number = number + 1 < Stamp.END ? number + 1 : Stamp.FIRST;
                due += 1e9 / current;
            }
            LockSupport.parkNanos(Math.max(TICK_NANOS, (long) due - System.nanoTime()));
        }
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
    }
}
