// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** Time as tasks have it; handed in, so that tests decide about it. */
interface TaskTime {
    Instant now();

    long nanos();

    /** Waits so long at most; may return early. The caller holds the condition's lock. */
    void await(Condition condition, long nanos) throws InterruptedException;

    /** The machine's. */
    TaskTime SYSTEM = new TaskTime() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
        public void await(Condition condition, long nanos) throws InterruptedException {
            long unused = condition.awaitNanos(nanos);
        }
    };

    /** What a clock can count to. */
    static long nanos(Duration time) {
        return time.compareTo(Duration.ofDays(36_500)) > 0 ? TimeUnit.DAYS.toNanos(36_500) : time.toNanos();
    }
}
