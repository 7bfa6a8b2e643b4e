// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** Time that passes when the test says so, and work that waits for it. */
final class ManualTime implements TaskTime, Progress.Later {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private record Due(long at, Runnable work) {}

    private final List<Due> later = new ArrayList<>();
    private volatile long nanos;
    private final AtomicLong sleepers = new AtomicLong();

    @Override
    public Instant now() {
        return NOON.plusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    public void await(Condition condition, long time) throws InterruptedException {
        sleepers.incrementAndGet();
        boolean unused = condition.await(1, TimeUnit.MILLISECONDS); // and a look at the manual clock
    }

    /** Returns when somebody has begun to wait after now. */
    void awaitSleeper() {
        long before = sleepers.get();
        Until.holds("somebody waits", () -> sleepers.get() > before + 1);
    }

    @Override
    public synchronized void after(Duration time, Runnable work) {
        later.add(new Due(nanos + time.toNanos(), work));
    }

    void pass(Duration time) {
        List<Due> due;
        synchronized (this) {
            nanos += time.toNanos();
            due = later.stream().filter(one -> one.at() <= nanos).toList();
            later.removeAll(due);
        }
        due.forEach(one -> one.work().run());
    }
}
