// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a device for samples at a steady rate, on one thread of its own.
 *
 * <p>Sample number n is due n periods after the start, whatever the ones before it took, so the rate does
 * not drift. Samples that would already be overdue are left out rather than taken in a burst. An exception
 * from the {@link Sampler} ends the loop and is reported to the sink.
 *
 * <p>All methods may be called from any thread.
 */
public final class SamplingLoop {
    private final String name;
    private final Sampler sampler;
    private final Ticker ticker;
    private volatile @Nullable Run current;

    /**
     * @param name of the thread; a device's name serves people who read thread dumps
     * @param sampler called on the loop's thread only
     */
    public SamplingLoop(String name, Sampler sampler) {
        this(name, sampler, Ticker.SYSTEM);
    }

    SamplingLoop(String name, Sampler sampler, Ticker ticker) {
        this.name = Objects.requireNonNull(name, "name");
        this.sampler = Objects.requireNonNull(sampler, "sampler");
        this.ticker = ticker;
    }

    /**
     * Begins to sample; no effect while running.
     *
     * @throws IllegalStateException if it was stopped and its thread has still not ended
     */
    public synchronized void start(SampleSink sink, StreamSettings settings) {
        Run before = current;
        if (before != null && before.thread.isAlive()) {
            if (before.stopped) {
                throw new IllegalStateException("thread '" + name + "' was stopped and has not ended yet");
            }
            return;
        }
        Run run = new Run(sink, Math.round(1e9 / settings.sampleRate()));
        current = run; // before it runs: its first sample may want to stop it
        run.thread.start();
    }

    /** Whether samples are to be expected. */
    public boolean isRunning() {
        Run run = current;
        return run != null && !run.stopped && run.thread.isAlive();
    }

    /**
     * Ends the loop, interrupting a sample that is being taken, and waits for its thread.
     *
     * @throws IllegalStateException if the thread did not end in time
     */
    public void stop(Duration timeout) {
        Run run = current;
        if (run == null) {
            return;
        }
        run.stopped = true;
        run.thread.interrupt();
        if (Thread.currentThread() == run.thread) {
            return;
        }
        try {
            // At least 1: a join of 0 would wait for ever.
            run.thread.join(Math.max(1, timeout.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (run.thread.isAlive()) {
            throw new IllegalStateException("thread '" + name + "' did not end within " + timeout.toMillis() + " ms");
        }
    }

    /** One start to stop. {@code stopped} is written by the stopper and read by the loop's thread. */
    private final class Run implements Runnable {
        private final SampleSink sink;
        private final long periodNanos;
        private final Thread thread = new Thread(this, name);
        private volatile boolean stopped;

        private Run(SampleSink sink, long periodNanos) {
            this.sink = sink;
            this.periodNanos = periodNanos;
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            try {
                long due = ticker.nanos();
                while (!stopped) {
                    sink.accept(sampler.sample());
                    long late = ticker.nanos() - due;
                    due += periodNanos * (1 + Math.max(0, late / periodNanos));
                    ticker.sleepUntil(due);
                }
            } catch (Throwable e) { // an Error of the driver's must be as visible as its exceptions
                if (!stopped) {
                    sink.failed(e);
                }
            }
        }
    }
}
