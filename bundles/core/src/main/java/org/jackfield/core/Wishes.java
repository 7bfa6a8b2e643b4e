// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What others want of a runner, and the places where its thread waits for that to change.
 *
 * <p>Written from any thread, waited on by the runner's alone, all under the monitor.
 */
final class Wishes {
    /** Whether the device is to be told something. */
    private final BooleanSupplier work;

    private static final long LONG_AGO = TimeUnit.DAYS.toNanos(365);

    private boolean go;
    private boolean closing;
    private boolean wanted;
    /** When the last reader left; counts while nothing is wanted. */
    private long unwantedSince = System.nanoTime();

    private boolean hurried;
    private @Nullable Throwable streamFailure;

    Wishes(BooleanSupplier work) {
        this.work = work;
    }

    synchronized void go() {
        go = true;
        notifyAll();
    }

    synchronized boolean mayGo() {
        return go;
    }

    synchronized void close() {
        closing = true;
        notifyAll();
    }

    /** Takes the wish to let go back; a thread that has seen it lets go all the same. */
    synchronized void reopen() {
        closing = false;
        notifyAll();
    }

    synchronized boolean closing() {
        return closing;
    }

    /** Whether anybody wants samples. */
    synchronized void want(boolean wish) {
        if (wanted == wish) {
            return; // one more reader of many
        }
        if (!wish) {
            unwantedSince = System.nanoTime();
        }
        wanted = wish;
        notifyAll();
    }

    synchronized boolean wanted() {
        return wanted;
    }

    /** Nobody is to get samples any longer, not even for a moment. */
    synchronized void stop() {
        wanted = false;
        unwantedSince = System.nanoTime() - LONG_AGO;
        notifyAll();
    }

    /** There is work. */
    synchronized void work() {
        notifyAll();
    }

    /** Ends the present pause, or the next one, early. */
    synchronized void hurry() {
        hurried = true;
        notifyAll();
    }

    /** What has broken the stream; null when a new one begins. */
    synchronized void streamFailure(@Nullable Throwable cause) {
        streamFailure = cause;
        notifyAll();
    }

    synchronized void awaitGo() throws InterruptedException {
        while (!go && !closing) {
            wait();
        }
    }

    /** Waits until there is work; false when the device is to be let go instead. */
    synchronized boolean awaitWork() throws InterruptedException {
        while (!closing && !work.getAsBoolean()) {
            wait();
        }
        return !closing;
    }

    /** Waits until samples are wanted or there is work; false when the device is to be let go instead. */
    synchronized boolean awaitDemand() throws InterruptedException {
        while (!wanted && !closing && !work.getAsBoolean()) {
            wait();
        }
        return !closing;
    }

    /**
     * Waits while a stream is to go on, until there is work, for one interval at the most; false when it is to end.
     *
     * @throws Exception what has broken the stream
     */
    synchronized boolean awaitStreamEnd(Duration interval, Duration linger) throws Exception {
        long end = System.nanoTime() + interval.toNanos();
        while (!closing && streamFailure == null) {
            long now = System.nanoTime();
            long lingers = wanted ? Long.MAX_VALUE : linger.toNanos() - (now - unwantedSince);
            if (lingers <= 0) {
                return false;
            }
            if (now >= end || work.getAsBoolean()) {
                return true;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(end - now, lingers) + 1_000_000);
        }
        Throwable failure = streamFailure;
        if (failure != null && !closing) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw failure instanceof Exception exception ? exception : new IllegalStateException(failure);
        }
        return false;
    }

    /** Waits before another attempt, unless there is to be none. */
    synchronized void pause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); !closing && !hurried && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left + 1_000_000);
        }
        hurried = false;
    }
}
