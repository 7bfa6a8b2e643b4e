// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands on one sample an interval, the latest there is when it is over. */
final class LatestAtRate implements Stage {
    private final long interval;
    private long due = Long.MIN_VALUE;
    private @Nullable EncodedFrame held;

    LatestAtRate(long intervalNanos) {
        interval = intervalNanos;
    }

    @Override
    public void sample(EncodedFrame frame, Consumer<EncodedFrame> next) {
        tick(frame.arrived() - 1, next); // one that comes when the interval is over is the latest
        if (frame.arrived() >= due) {
            held = null;
            due = frame.arrived() + interval;
            next.accept(frame);
        } else {
            held = frame;
        }
    }

    @Override
    public void tick(long now, Consumer<EncodedFrame> next) {
        if (now >= due) {
            flush(next);
        }
    }

    @Override
    public void flush(Consumer<EncodedFrame> next) {
        EncodedFrame latest = held;
        if (latest != null) {
            held = null;
            due = Math.max(due, latest.arrived()) + interval;
            next.accept(latest);
        }
    }
}
