// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What ends with a task or a part of one, the latest first. Any thread adds, the task's closes. */
final class Scope implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scope.class);
    private static final int MOST = 1000;

    private final String taskId;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    Scope(String taskId) {
        this.taskId = taskId;
    }

    /** Keeps it until it is closed or forgotten. */
    synchronized <T extends AutoCloseable> T add(T resource) {
        if (closed || open.size() >= MOST) {
            close(resource);
            throw new IllegalStateException(
                    closed ? "the task has ended" : "a task may have " + MOST + " streams open at a time");
        }
        open.push(resource);
        return resource;
    }

    synchronized void forget(AutoCloseable resource) {
        open.remove(resource);
    }

    @Override
    public void close() {
        for (AutoCloseable next = take(); next != null; next = take()) {
            close(next);
        }
    }

    private synchronized @Nullable AutoCloseable take() {
        closed = true;
        return open.poll();
    }

    private void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) { // the others are to be closed all the same
            LOG.warn("task {}: something it had open fails to close: {}", taskId, Failures.words(e));
        }
    }
}
