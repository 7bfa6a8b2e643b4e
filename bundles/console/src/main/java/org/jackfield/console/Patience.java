// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jackfield.control.ControlRefused;

/** How long somebody at a terminal or a page waits for what takes time. */
final class Patience {
    static final Duration USUAL = Duration.ofSeconds(25);

    private Patience() {}

    /** What it came to; empty if that took too long, in which case it goes on. */
    static <T> Optional<T> await(CompletionStage<T> work, Duration longest) throws InterruptedException {
        try {
            return Optional.of(work.toCompletableFuture().get(longest.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) { // neither good nor bad: it goes on, and can be asked about
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ControlRefused refused) {
                throw refused;
            }
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        }
    }
}
