// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jackfield.control.ControlRefused;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one device's commands, in the order in which they came: one thread, the device's own, takes them,
 * and that is all the lock there is. They outlive drivers, so that a call waits while one hands over to the next.
 *
 * <p>Any thread adds; all is under the monitor, where nobody is answered.
 */
final class CommandQueue {
    private static final int LONGEST = 1000;

    private final Refusals refusals;
    private final Duration patience;
    private final ScheduledExecutorService clock;
    private final Deque<PendingCall> waiting = new ArrayDeque<>();
    private @Nullable PendingCall present;

    /**
     * Empty.
     *
     * @param patience how long a call waits for its turn
     */
    CommandQueue(Refusals refusals, Duration patience, ScheduledExecutorService clock) {
        this.refusals = refusals;
        this.patience = patience;
        this.clock = clock;
    }

    Refusals refusals() {
        return refusals;
    }

    /** Adds a call, or answers it at once. */
    void add(PendingCall call) {
        ControlRefused refusal = null;
        synchronized (this) {
            if (waiting.size() >= LONGEST) {
                refusal = refusals.busy(call.call().method(), LONGEST + " calls wait already; " + holder());
            } else {
                waiting.add(call);
            }
        }
        if (refusal != null) {
            call.fail(refusal);
            return;
        }
        ScheduledFuture<?> end = clock.schedule(() -> expire(call), patience.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<?> unused = call.answer().whenComplete((result, failure) -> end.cancel(false));
    }

    private void expire(PendingCall call) {
        String why;
        synchronized (this) {
            if (!waiting.remove(call)) {
                return;
            }
            why = noTurn();
        }
        call.fail(refusals.busy(call.call().method(), why));
    }

    /** How long whatever is wanted of the device waits for its turn. */
    Duration patience() {
        return patience;
    }

    /** Why the turn of what has waited for so long has not come. */
    synchronized String noTurn() {
        return "its turn has not come within " + patience.toMillis() + " ms; " + holder();
    }

    private String holder() {
        return present == null ? "the device has no time for commands now" : present.words();
    }

    synchronized boolean hasWork() {
        return !waiting.isEmpty();
    }

    /** The next call, which is present from now on; null if there is none. */
    synchronized @Nullable PendingCall poll() {
        present = waiting.poll();
        return present;
    }

    synchronized void done() {
        present = null;
    }

    /** Answers all who wait that they wait in vain. */
    void refuseAll(ControlRefused why) {
        List<PendingCall> refused;
        synchronized (this) {
            refused = new ArrayList<>(waiting);
            waiting.clear();
        }
        refused.forEach(call -> call.fail(why));
    }
}
