// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * How far a task is, told at most ten times a second; of more, the latest.
 *
 * <p>Written by the task's threads, read by all. It is told under the lock, which guards nothing else, because otherwise
 * an older state could be told after a newer one.
 */
final class Progress {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MAX_TEXT = 200;

    /** Does something after a while. */
    interface Later {
        void after(Duration time, Runnable work);
    }

    private final TaskTime time;
    private final Later later;
    private final BiConsumer<Double, String> tell;
    private double fraction = -1;
    private String text = "";
    private boolean told;
    private long toldAt;
    private boolean waiting;
    private boolean ended;

    Progress(TaskTime time, Later later, BiConsumer<Double, String> tell) {
        this.time = time;
        this.later = later;
        this.tell = tell;
    }

    synchronized double fraction() {
        return fraction;
    }

    synchronized String text() {
        return text;
    }

    synchronized void set(double newFraction, String newText) {
        fraction = newFraction >= 0 ? Math.min(newFraction, 1) : -1;
        text = newText.substring(0, Math.min(newText.length(), MAX_TEXT));
        if (waiting || ended) {
            return;
        }
        long since = time.nanos() - toldAt;
        if (!told || since >= PAUSE.toNanos()) {
            now();
        } else {
            waiting = true;
            later.after(PAUSE.minusNanos(since), this::due);
        }
    }

    private synchronized void due() {
        waiting = false;
        if (!ended) {
            now();
        }
    }

    private void now() {
        told = true;
        toldAt = time.nanos();
        tell.accept(fraction, text);
    }

    /** Says no more; the end is told otherwise. */
    synchronized void end() {
        ended = true;
    }
}
