// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Cuts endless signals into blocks. Where samples do not divide evenly, blocks differ by one sample and
 * their sum stays exact: block n ends with the last sample due before n + 1 block times are over.
 *
 * <p>Only {@link #next} changes it, on one thread at a time; the rest may be asked from any.
 */
final class Acquisition {
    private final List<Signal> signals;
    private final int samplesPerSecond;
    private final double blocksPerSecond;
    private final SplittableRandom random = new SplittableRandom();
    /** Rows by their length, of which there are two at most, used again for every block. */
    private final Map<Integer, Map<String, double[]>> rows = new LinkedHashMap<>();

    private long blocks;
    private long samples;

    Acquisition(List<Signal> signals, int samplesPerSecond, double blocksPerSecond) {
        this.signals = signals;
        this.samplesPerSecond = samplesPerSecond;
        this.blocksPerSecond = blocksPerSecond;
    }

    /** The next block, in arrays that later blocks use again. */
    Map<String, double[]> next() {
        // Counted from the beginning: carried from block to block, what rounding loses would add up.
        long end = (long) Math.floor(++blocks * (double) samplesPerSecond / blocksPerSecond);
        Map<String, double[]> block = rows.computeIfAbsent((int) (end - samples), this::emptyRows);
        int channel = 0;
        for (double[] row : block.values()) {
            signals.get(channel++).fill(row, samples, random);
        }
        samples = end;
        return block;
    }

    /** Samples in a block, or 0 where that varies. */
    int blockLength() {
        double length = samplesPerSecond / blocksPerSecond;
        return length == Math.rint(length) ? (int) length : 0;
    }

    private Map<String, double[]> emptyRows(int length) {
        Map<String, double[]> block = new LinkedHashMap<>();
        for (int channel = 0; channel < signals.size(); channel++) {
            block.put(Daq.channelName(channel), new double[length]);
        }
        return block;
    }
}
