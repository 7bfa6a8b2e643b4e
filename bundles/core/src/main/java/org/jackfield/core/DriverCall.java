// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jackfield.control.Diagnosis.Busy;
import org.jspecify.annotations.Nullable;

/**
 * One call into a driver, on the thread that made this object: interrupted when its time is over or it is
 * aborted, given up when it does not answer that either.
 *
 * <p>The caller, the clock's thread and whoever aborts meet in the monitor; without it an interrupt could
 * hit the thread after the call had returned.
 */
final class DriverCall {
    /** How long a call may take to answer its interruption. */
    static final Duration GRACE = Duration.ofMillis(500);

    private final Thread thread = Thread.currentThread();
    private final long begun = System.nanoTime();
    private final String what;
    private final Duration timeout;
    private final ScheduledExecutorService clock;
    private final Consumer<DriverCall> onHang;
    private boolean returned;
    private boolean interrupted;

    /**
     * @param onHang told once, on the clock's thread, if the call does not answer its interruption
     */
    DriverCall(String what, Duration timeout, ScheduledExecutorService clock, Consumer<DriverCall> onHang) {
        this.what = what;
        this.timeout = timeout;
        this.clock = clock;
        this.onHang = onHang;
    }

    /**
     * Makes the call.
     *
     * @throws DriverTimeout if the call had to be interrupted, whatever came of it then
     */
    <T> T make(Callable<T> action) throws Exception {
        ScheduledFuture<?> overdue = clock.schedule(this::interrupt, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            T result = action.call();
            end(null);
            return result;
        } catch (DriverTimeout e) {
            throw e;
        } catch (Throwable e) {
            end(e);
            throw e;
        } finally {
            overdue.cancel(false);
        }
    }

    /** Ends the call early; no effect after it has returned. */
    synchronized void interrupt() {
        if (!returned && !interrupted) {
            interrupted = true;
            thread.interrupt();
            ScheduledFuture<?> unused = clock.schedule(this::hang, GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void hang() {
        synchronized (this) {
            if (returned) {
                return;
            }
        }
        onHang.accept(this);
    }

    private synchronized void end(@Nullable Throwable cause) throws DriverTimeout {
        returned = true;
        Thread.interrupted(); // whoever sent it, it was meant for the call and not for what comes after
        if (interrupted) {
            throw new DriverTimeout(what + " took longer than " + timeout.toMillis() + " ms", cause);
        }
    }

    /** How long it has been under way. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Where it is now. */
    Busy busy(Instant now) {
        List<String> stack = Arrays.stream(thread.getStackTrace())
                .map(frame -> "at " + frame)
                .toList();
        return new Busy(what, now.minus(age()).truncatedTo(ChronoUnit.MILLIS), stack);
    }

    /** What people are told of a call that does not come back. */
    DriverTimeout hanging() {
        DriverTimeout failure = new DriverTimeout(
                what + " has not returned for " + timeout.plus(GRACE).toMillis()
                        + " ms and does not answer interruption",
                null);
        failure.setStackTrace(thread.getStackTrace());
        return failure;
    }

    /** A driver did not answer in time. */
    static final class DriverTimeout extends Exception {
        private static final long serialVersionUID = 1;

        DriverTimeout(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
