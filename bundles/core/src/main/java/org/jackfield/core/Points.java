// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import com.fasterxml.jackson.core.JsonToken;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Thins a stream for a plot with so many points a second, so that no peak disappears: of everything that one
 * pair of points stands for, the lowest and the highest are kept, in the order in which they came. Blocks are
 * thinned each in itself; of single values, whole samples are left out.
 */
final class Points implements Stage {
    private static final long SECOND = 1_000_000_000;

    private final int points;
    private final Extremes extremes;
    private final int maxBytes;
    private long lastBlock = Long.MIN_VALUE;
    private long windowEnd = Long.MIN_VALUE;
    private @Nullable EncodedFrame lowest;
    private @Nullable EncodedFrame highest;
    private double low;
    private double high;

    Points(int points, int channels, int maxBytes) {
        this.points = points;
        this.extremes = new Extremes(Math.max(8, channels + 1));
        this.maxBytes = maxBytes;
    }

    @Override
    public void sample(EncodedFrame frame, Consumer<EncodedFrame> next) {
        EncodedFrame thinned =
                Payload.rewritten(frame, maxBytes, (from, to) -> extremes.thin(from, to, pairs(frame.arrived())));
        if (extremes.hadBlocks()) {
            lastBlock = frame.arrived();
            next.accept(thinned);
        } else {
            single(frame, next);
        }
    }

    /** How many pairs of points a block may have that stands for the time since the last one. */
    private int pairs(long arrived) {
        double seconds = lastBlock == Long.MIN_VALUE ? 1 : (arrived - lastBlock) / (double) SECOND;
        return (int) Math.max(1, Math.min(points / 2.0 * seconds, points / 2.0));
    }

    private void single(EncodedFrame frame, Consumer<EncodedFrame> next) {
        tick(frame.arrived(), next);
        if (lowest == null) {
            windowEnd = frame.arrived() + 2 * SECOND / points;
        }
        double value = firstNumber(frame);
        if (lowest == null || value < low) {
            low = value;
            lowest = frame;
        }
        if (highest == null || value > high) {
            high = value;
            highest = frame;
        }
    }

    private static double firstNumber(EncodedFrame frame) {
        double[] number = {0};
        Payload.read(frame, from -> {
            for (JsonToken token = from.nextToken(); token != null; token = from.nextToken()) {
                if (token.isNumeric()) {
                    number[0] = from.getDoubleValue();
                    return;
                }
            }
        });
        return number[0];
    }

    @Override
    public void tick(long now, Consumer<EncodedFrame> next) {
        if (now >= windowEnd) {
            flush(next);
        }
    }

    @Override
    public void flush(Consumer<EncodedFrame> next) {
        EncodedFrame first = lowest;
        EncodedFrame second = highest;
        lowest = null;
        highest = null;
        if (first == null || second == null) {
            return;
        }
        if (first.sequence() > second.sequence()) {
            EncodedFrame later = first;
            first = second;
            second = later;
        }
        next.accept(first);
        if (second != first) {
            next.accept(second);
        }
    }
}
