// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits, on no thread, for the device that a new configuration makes: whoever has added one goes on at once to
 * connect it, while drivers are told of configurations a moment later. Nobody tells of it in a way that reaches here
 * before that request does, so it is looked for. Immutable.
 */
final class Appearance {
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final Executor later = CompletableFuture.delayedExecutor(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    private final int looks;

    Appearance(Duration patience) {
        looks = (int) Math.max(1, patience.dividedBy(BETWEEN));
    }

    /** Completed when it is there, or when it has been looked for long enough. */
    CompletionStage<Boolean> of(BooleanSupplier isThere) {
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        look(isThere, seen, looks);
        return seen;
    }

    private void look(BooleanSupplier isThere, CompletableFuture<Boolean> seen, int left) {
        try {
            if (isThere.getAsBoolean() || left == 0) {
                seen.complete(left > 0);
                return;
            }
        } catch (RuntimeException e) {
            seen.completeExceptionally(e);
            return;
        }
        later.execute(() -> look(isThere, seen, left - 1));
    }
}
