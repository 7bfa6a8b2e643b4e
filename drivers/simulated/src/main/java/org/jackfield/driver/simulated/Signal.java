// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import java.util.SplittableRandom;

/**
 * What is wired to a channel: its value follows from the number of the sample alone, so that blocks join
 * without a seam wherever they are cut.
 *
 * @param samplesPerSecond at which it is looked at
 * @param frequency of the waveform, in hertz
 * @param amplitude of the waveform, in volts
 * @param noise that is added to it, at most, in volts
 */
record Signal(Waveform waveform, int samplesPerSecond, double frequency, double amplitude, double noise) {
    static final double MOST_VOLTS = 1_000_000;

    Signal {
        Attribute.number("frequency", frequency, 0, samplesPerSecond / 2.0);
        Attribute.number("amplitude", amplitude, 0, MOST_VOLTS);
        Attribute.number("noise", noise, 0, MOST_VOLTS);
    }

    /** Fills a row with the samples from number {@code first} on. */
    void fill(double[] row, long first, SplittableRandom random) {
        waveform.fill(row, phase(first), frequency / samplesPerSecond, random);
        for (int i = 0; i < row.length; i++) {
            row[i] *= amplitude;
        }
        if (noise > 0) {
            for (int i = 0; i < row.length; i++) {
                row[i] += noise * (2 * random.nextDouble() - 1);
            }
        }
    }

    /** Seconds and the rest of one apart: their product with the frequency stays exact for much longer. */
    private double phase(long sample) {
        long seconds = sample / samplesPerSecond;
        long rest = sample % samplesPerSecond;
        return Waveform.fraction(Waveform.fraction(seconds * frequency) + rest * frequency / samplesPerSecond);
    }
}
