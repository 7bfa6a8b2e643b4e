// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers when something is done, or when that takes too long; no thread waits for either. Immutable. */
final class Answers {
    private final Duration patience;

    Answers(Duration patience) {
        this.patience = patience;
    }

    /**
     * @param done fails with what the client is told
     * @param answer to what came of it
     * @param meanwhile the answer if it is not done in time; may refuse
     */
    <T> CompletionStage<Response> to(
            CompletionStage<T> done, Function<T, Response> answer, Supplier<Response> meanwhile) {
        CompletableFuture<Response> response = new CompletableFuture<>();
        // Async: whoever is done has a device to care for and does not write to a client. A copy: what times out
        // here goes on there.
        CompletableFuture<Void> unused = done.thenApply(value -> value)
                .toCompletableFuture()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync((value, failure) -> {
                    settle(response, () -> failure == null ? answer.apply(value) : failed(failure, meanwhile));
                    return null;
                });
        return response;
    }

    /** What is known already. */
    static CompletionStage<Response> now(Response response) {
        return CompletableFuture.completedStage(response);
    }

    private static Response failed(Throwable failure, Supplier<Response> meanwhile) {
        if (failure instanceof TimeoutException) {
            return meanwhile.get();
        }
        throw failure instanceof CompletionException known ? known : new CompletionException(failure);
    }

    /** Mappers of exceptions look at the class, which must therefore be the one that was thrown. */
    private static void settle(CompletableFuture<Response> response, Supplier<Response> made) {
        try {
            response.complete(made.get());
        } catch (CompletionException e) {
            response.completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException | Error e) {
            response.completeExceptionally(e);
        }
    }
}
