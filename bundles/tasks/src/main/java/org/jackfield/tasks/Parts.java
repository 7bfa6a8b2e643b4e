// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jackfield.task.Task;
import org.jspecify.annotations.Nullable;

/** Parts of a task side by side. The first failure ends the others, and so does the end of the whole. */
final class Parts {
    /** Gives each part what it runs with. */
    interface Contexts {
        RunContext of(Gate gate, int part);
    }

    private final String taskId;
    private final Gate whole;
    private final List<Task> parts;
    private final List<Gate> gates = new ArrayList<>();
    private final AtomicReferenceArray<@Nullable Object> results;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch running;

    Parts(String taskId, Gate whole, List<? extends Task> parts) {
        this.taskId = taskId;
        this.whole = whole;
        this.parts = List.copyOf(parts);
        this.results = new AtomicReferenceArray<>(parts.size());
        this.running = new CountDownLatch(parts.size());
        parts.forEach(part -> gates.add(new Gate(whole)));
    }

    List<@Nullable Object> run(Contexts contexts) throws Exception {
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            Threads.of("task-" + taskId + "-part-" + (i + 1), () -> run(part, contexts))
                    .start();
        }
        try {
            running.await();
        } catch (InterruptedException e) {
            cancelAll("the whole task was cancelled");
            Threads.await(running);
            whole.throwIfCancelled();
            throw e;
        }
        whole.throwIfCancelled();
        rethrow(failure.get());
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            all.add(results.get(i));
        }
        return all;
    }

    private void run(int part, Contexts contexts) {
        Gate gate = gates.get(part);
        gate.enter();
        try (RunContext context = contexts.of(gate, part)) {
            gate.pass();
            results.set(part, parts.get(part).run(context));
        } catch (Throwable e) { // a task's own code; the whole fails with it
            if (failure.compareAndSet(null, e)) {
                cancelAll("part " + (part + 1) + " has failed: " + Failures.words(e));
            }
        } finally {
            gate.leave();
            running.countDown();
        }
    }

    private void cancelAll(String reason) {
        gates.forEach(gate -> gate.cancel(reason));
    }

    private static void rethrow(@Nullable Throwable failure) throws Exception {
        if (failure instanceof Exception exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
