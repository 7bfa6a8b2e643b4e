// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    /** Who has cut it off, in words; empty while nobody has. */
    private String cutBy = "";

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
     * @throws Interrupted if the call had to be interrupted, whatever came of it then
     */
    <T> T make(Callable<T> action) throws Exception {
        ScheduledFuture<?> overdue = clock.schedule(() -> interrupt(""), timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            T result = action.call();
            end(null);
            return result;
        } catch (Interrupted e) {
            throw e;
        } catch (Throwable e) {
            end(e);
            throw e;
        } finally {
            overdue.cancel(false);
        }
    }

    /** Ends the call early, for that reason; no effect after it has returned. */
    void cut(String why) {
        interrupt(why);
    }

    private synchronized void interrupt(String why) {
        if (!returned && !interrupted) {
            interrupted = true;
            cutBy = why;
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

    private synchronized void end(@Nullable Throwable cause) throws Interrupted {
        returned = true;
        Thread.interrupted(); // whoever sent it, it was meant for the call and not for what comes after
        if (interrupted) {
            throw cutBy.isEmpty()
                    ? new DriverTimeout(what + " took longer than " + timeout.toMillis() + " ms", cause)
                    : new CutOff(cutWords(), cause);
        }
    }

    private String cutWords() {
        double seconds = age().toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%s was cut off after %.1f s: %s", what, seconds, cutBy);
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
    synchronized Interrupted hanging() {
        String deaf = " and does not answer interruption";
        Interrupted failure = cutBy.isEmpty()
                ? new DriverTimeout(
                        what + " has not returned for " + timeout.plus(GRACE).toMillis() + " ms" + deaf, null)
                : new CutOff(cutWords() + deaf, null);
        failure.setStackTrace(thread.getStackTrace());
        return failure;
    }

    /** A call had to be interrupted. */
    abstract static sealed class Interrupted extends Exception {
        private static final long serialVersionUID = 1;

        Interrupted(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Whoever took the driver or its device away has not let the call finish. */
    static final class CutOff extends Interrupted {
        private static final long serialVersionUID = 1;

        CutOff(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A driver did not answer in time. */
    static final class DriverTimeout extends Interrupted {
        private static final long serialVersionUID = 1;

        DriverTimeout(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
