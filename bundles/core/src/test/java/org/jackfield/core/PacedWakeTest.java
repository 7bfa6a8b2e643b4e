// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.stream.View;
import org.junit.jupiter.api.Test;

final class PacedWakeTest {
    private static final long MILLIS = 1_000_000;

    private final AtomicLong now = new AtomicLong(1_000 * MILLIS);
    private final TreeMap<Long, Runnable> timers = new TreeMap<>();
    private int wakes;

    private PacedWake wake(double maxRate) {
        return new PacedWake(
                new View(Set.of(), 0, 1, 0, maxRate),
                () -> wakes++,
                now::get,
                (nanos, work) -> timers.merge(now.get() + nanos, work, (one, two) -> () -> {
                    one.run();
                    two.run();
                }));
    }

    private void pass(long millis) {
        now.addAndGet(millis * MILLIS);
        for (Map.Entry<Long, Runnable> due = timers.firstEntry();
                due != null && due.getKey() <= now.get();
                due = timers.firstEntry()) {
            timers.remove(due.getKey());
            due.getValue().run();
        }
    }

    @Test
    void manyFramesWakeSeldomAndTheLastOneIsNotForgotten() {
        PacedWake wake = wake(10);
        for (int i = 0; i < 1_000; i++) {
            wake.run();
            pass(1);
        }
        assertThat(wakes).isBetween(10, 40);
        pass(100);
        int before = wakes;
        wake.run();
        wake.run();
        assertThat(wakes).isEqualTo(before + 1);
        pass(100);
        assertThat(wakes).isGreaterThan(before + 1);
        assertThat(timers).isEmpty();
    }

    @Test
    void aSlowViewStillTellsOfWhatHappensSoon() {
        PacedWake wake = wake(0.01);
        wake.run();
        pass(10);
        wake.run();
        assertThat(wakes).isEqualTo(1);
        pass(250);
        assertThat(wakes).isEqualTo(2);
        pass(100_000);
        assertThat(wakes).isEqualTo(3);
    }
}
