// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jackfield.task.TaskCancelled;
import org.jspecify.annotations.Nullable;

/**
 * Where one thread of a task is held and ended. A part's gate is paused with the whole and cancelled with it or alone.
 *
 * <p>Any thread pauses, cancels and stirs; one thread waits. The lock is the whole task's, so that a part that waits
 * hears of the whole's end. Pauses are kept in the root.
 */
final class Gate {
    private final TaskTime time;
    private final ReentrantLock lock;
    private final Condition changed;
    private final Gate root;
    private final @Nullable Gate parent;
    /** Signals so far; a waiter that has seen the latest waits. */
    private final AtomicLong stirs = new AtomicLong();
    /** Volatile, and raised before {@link #stirs} is read: without that a signal between the two would be lost. */
    private volatile boolean waiting;

    private final long began;
    private @Nullable Thread thread;
    private @Nullable String cancelled;
    private boolean paused;
    private long pausedAt;
    private long pausedNanos;
    private int pauses;

    Gate(TaskTime time) {
        this.time = time;
        this.lock = new ReentrantLock();
        this.changed = lock.newCondition();
        this.root = this;
        this.parent = null;
        this.began = time.nanos();
    }

    Gate(Gate parent) {
        this.time = parent.time;
        this.lock = parent.lock;
        this.changed = parent.changed;
        this.root = parent.root;
        this.parent = parent;
        this.began = root.began;
    }

    /** The calling thread is the one that is to be interrupted from now on, if that has not come too late. */
    void enter() {
        locked(() -> {
            thread = Thread.currentThread();
            if (cancelled != null) {
                thread.interrupt();
            }
        });
    }

    /** From now on nobody interrupts the thread that entered, which the calling one is. */
    void leave() {
        locked(() -> thread = null);
        boolean unused = Thread.interrupted(); // what comes now is not the task's to be disturbed in
    }

    void pause() {
        locked(() -> {
            if (!root.paused) {
                root.paused = true;
                root.pausedAt = time.nanos();
                root.pauses++;
            }
        });
    }

    void resume() {
        locked(() -> {
            if (root.paused) {
                root.paused = false;
                root.pausedNanos += time.nanos() - root.pausedAt;
                changed.signalAll();
            }
        });
    }

    /** The first reason stays. */
    void cancel(String reason) {
        locked(() -> {
            end(reason);
            if (thread != null) {
                thread.interrupt();
            }
        });
    }

    /** Cancels without an interruption: what is under way may be finished. */
    void endSoftly(String reason) {
        locked(() -> end(reason));
    }

    private void end(String reason) {
        if (cancelled == null) {
            cancelled = reason;
        }
        changed.signalAll();
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Why it is to end; null while it is not. */
    @Nullable
    String cancelled() {
        lock.lock();
        try {
            return reason();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable String reason() {
        return cancelled != null || parent == null ? cancelled : parent.reason();
    }

    /** How many pauses there have been. */
    int pauses() {
        lock.lock();
        try {
            return root.pauses;
        } finally {
            lock.unlock();
        }
    }

    /** Nanoseconds that it has run, apart from pauses. */
    long active() {
        lock.lock();
        try {
            return activeNow();
        } finally {
            lock.unlock();
        }
    }

    private long activeNow() {
        long now = root.paused ? root.pausedAt : time.nanos();
        return now - began - root.pausedNanos;
    }

    /** Returns when it may go on. */
    void pass() throws InterruptedException {
        guarded(this::hold);
    }

    /** Waits until so much active time is reached. */
    void sleepUntil(long active) throws InterruptedException {
        guarded(() -> {
            hold();
            for (long left = active - activeNow(); left > 0; left = active - activeNow()) {
                time.await(changed, left);
                hold();
            }
        });
    }

    /** What {@link #awaitStir} is to be told. */
    long stirs() {
        return stirs.get();
    }

    /** There may be something to see. Quick, also for a driver's thread: it takes the lock only if somebody waits. */
    void stir() {
        stirs.incrementAndGet();
        if (waiting) {
            locked(changed::signalAll);
        }
    }

    /** Waits for more stirs than {@code seen}; false if there were none by that active time. */
    boolean awaitStir(long seen, long active) throws InterruptedException {
        boolean[] stirred = {false};
        guarded(() -> {
            waiting = true;
            try {
                hold();
                while (stirs.get() == seen && active > activeNow()) {
                    time.await(changed, active - activeNow());
                    hold();
                }
                stirred[0] = stirs.get() != seen;
            } finally {
                waiting = false;
            }
        });
        return stirred[0];
    }

    private interface Wait {
        void run() throws InterruptedException;
    }

    private void guarded(Wait wait) throws InterruptedException {
        try {
            lock.lockInterruptibly();
            try {
                wait.run();
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            throwIfCancelled();
            throw e;
        }
    }

    private void hold() throws InterruptedException {
        throwIfCancelled();
        while (root.paused) {
            changed.await();
            throwIfCancelled();
        }
    }

    /** What an interruption means. */
    void throwIfCancelled() {
        String reason = cancelled();
        if (reason != null) {
            throw new TaskCancelled(reason);
        }
    }
}
