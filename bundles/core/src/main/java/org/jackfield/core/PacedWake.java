// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jackfield.stream.View;

/**
 * Wakes the readers of a view that has something to say only now and then: not with every frame of its source,
 * but once more when what it holds back is due.
 *
 * <p>Driver threads and the timer call; the flags see to one wake to come of each kind.
 */
final class PacedWake implements Runnable {
    private static final double NANOS = 1e9;

    /** Status is told no later than that. */
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(250);

    private final Runnable wake;
    private final long pause;
    private final long dueAfter;
    private final LongSupplier nanos;
    private final Timer timer;
    private final AtomicLong last;
    private final AtomicBoolean soon = new AtomicBoolean();
    private final AtomicBoolean due = new AtomicBoolean();

    /** On the timer thread that Java has anyway; a wake is a signal and takes no time. */
    static final Timer JDK =
            (nanos, work) -> CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(work);

    /** Has something done later. */
    interface Timer {
        void after(long nanos, Runnable work);
    }

    PacedWake(View view, Runnable wake, LongSupplier nanos, Timer timer) {
        double seconds =
                Math.max(view.maxRate() > 0 ? 1 / view.maxRate() : 0, view.points() > 0 ? 2.0 / view.points() : 0);
        this.wake = wake;
        this.dueAfter = (long) (seconds * NANOS);
        this.pause = view.maxRate() > 0 ? Math.min(dueAfter, LONGEST) : 0;
        this.nanos = nanos;
        this.timer = timer;
        this.last = new AtomicLong(nanos.getAsLong() - LONGEST);
    }

    @Override
    public void run() {
        long now = nanos.getAsLong();
        long before = last.get();
        if (now - before < pause) {
            later(soon, pause - (now - before));
        } else if (last.compareAndSet(before, now)) {
            wake.run();
        }
        later(due, dueAfter);
    }

    private void later(AtomicBoolean toCome, long wait) {
        if (toCome.compareAndSet(false, true)) {
            timer.after(wait, () -> {
                toCome.set(false); // before: a frame that comes meanwhile asks for another
                wake.run();
            });
        }
    }
}
