// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Single events that wait for one client; streams do not pass through here. A chain, because it is empty nearly
 * always and there is one for each client. Guarded by its monitor.
 */
final class EventQueue {
    /** Events that may wait. */
    static final int MAX_QUEUED = 256;

    private @Nullable Event first;
    private @Nullable Event last;
    private int size;

    /** One of them; {@code sent} is completed once, by whoever takes it from here. */
    static final class Event {
        final Batch batch;
        final CompletableFuture<@Nullable Void> sent = new CompletableFuture<>();
        private @Nullable Event next;

        Event(Batch batch) {
            this.batch = batch;
        }
    }

    /** False if as many wait as may. */
    synchronized boolean add(Event event) {
        if (size == MAX_QUEUED) {
            return false;
        }
        Event before = last;
        if (before == null) {
            first = event;
        } else {
            before.next = event;
        }
        last = event;
        size++;
        return true;
    }

    /** The one that waits longest; null if none does. */
    synchronized @Nullable Event poll() {
        Event event = first;
        if (event == null) {
            return null;
        }
        first = event.next;
        event.next = null;
        if (first == null) {
            last = null;
        }
        size--;
        return event;
    }

    /** Tells all who wait, and who sent the one whose write is under way, that nothing will come of it. */
    void fail(@Nullable Event underWay, Optional<Throwable> cause) {
        IllegalStateException gone = new IllegalStateException("the client is gone", cause.orElse(null));
        for (Event event = poll(); event != null; event = poll()) {
            event.sent.completeExceptionally(gone);
        }
        if (underWay != null) {
            underWay.sent.completeExceptionally(gone);
        }
    }
}
