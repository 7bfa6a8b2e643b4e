// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on one driver that may block, and if the driver is hostile for ever: on a thread that serves nothing
 * else and ends with it, taking along whatever the driver has left in its thread-locals.
 *
 * <p>Begun, asked and abandoned by the deployer's thread; {@code outcome} decides the race between the work's
 * end and its abandonment.
 */
final class Step<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Step.class);

    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Thread thread;
    private volatile Consumer<T> late = result -> {};

    /**
     * @param driver whose work it is
     * @param done told when the work has ended, on the step's thread
     */
    Step(String driver, Callable<T> work, Runnable done) {
        // Without the caller's inheritable thread-locals, which the driver could keep and hand on.
        thread = new Thread(null, () -> run(work, done), "deploy-" + driver, 0, false);
        thread.setDaemon(true);
        // Inherited otherwise; what the driver starts from here would hand it on.
        thread.setContextClassLoader(Step.class.getClassLoader());
        thread.start();
    }

    boolean isDone() {
        return outcome.isDone();
    }

    /** What came of it; throws {@link RejectedJarException} if it failed. Only when done. */
    T result() {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedJarException rejected) {
                throw rejected;
            }
            throw e;
        }
    }

    /**
     * Gives up waiting and asks the thread to end.
     *
     * @param late told the result if one comes after all, on the step's thread
     * @return false if it had ended before
     */
    boolean abandon(Consumer<T> late) {
        this.late = late;
        boolean abandoned = outcome.cancel(false);
        if (abandoned) {
            thread.interrupt();
        }
        return abandoned;
    }

    /** Where the thread is now, for the developer of a driver that does not return. */
    String whereabouts() {
        return Arrays.stream(thread.getStackTrace())
                .map(frame -> System.lineSeparator() + "\tat " + frame)
                .collect(joining("", thread.getName(), ""));
    }

    /** Asks the thread to end. */
    void interrupt() {
        thread.interrupt();
    }

    /** Waits for the thread's end, for at least a millisecond. */
    void join(Duration longest) throws InterruptedException {
        thread.join(Math.max(1, longest.toMillis())); // a join of 0 would wait for ever
    }

    private void run(Callable<T> work, Runnable done) {
        try {
            T result = work.call();
            if (!outcome.complete(result)) {
                Thread.interrupted(); // it asked for this very end
                late.accept(result);
            }
        } catch (RejectedJarException e) {
            outcome.completeExceptionally(e);
        } catch (InterruptedException e) {
            outcome.completeExceptionally(new RejectedJarException("was interrupted", Verdict.Cure.TIME));
        } catch (Throwable e) { // whatever a driver throws, it is shown on that driver and hurts nobody else
            LOG.warn("{} failed: {}", thread.getName(), Words.trace(e));
            outcome.completeExceptionally(new RejectedJarException("failed: " + Words.of(e), Verdict.Cure.NEW_BYTES));
        } finally {
            done.run();
        }
    }
}
