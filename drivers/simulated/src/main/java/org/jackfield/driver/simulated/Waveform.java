// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The course of a signal between -1 and 1 over one period. It fills rows rather than giving values, since
 * a sine can then be turned on from the value before it and costs four products instead of a series.
 */
enum Waveform {
    SINE {
        @Override
        void fill(double[] row, double phase, double step, SplittableRandom random) {
            double x = Math.cos(2 * Math.PI * phase);
            double y = Math.sin(2 * Math.PI * phase);
            double turnX = Math.cos(2 * Math.PI * step);
            double turnY = Math.sin(2 * Math.PI * step);
            for (int i = 0; i < row.length; i++) {
                row[i] = y;
                double turned = x * turnX - y * turnY;
                y = x * turnY + y * turnX;
                x = turned;
            }
        }
    },
    SQUARE {
        @Override
        void fill(double[] row, double phase, double step, SplittableRandom random) {
            for (int i = 0; i < row.length; i++) {
                row[i] = fraction(phase + i * step) < 0.5 ? 1 : -1;
            }
        }
    },
    TRIANGLE {
        @Override
        void fill(double[] row, double phase, double step, SplittableRandom random) {
            for (int i = 0; i < row.length; i++) {
                row[i] = 1 - 4 * Math.abs(fraction(phase + i * step) - 0.5);
            }
        }
    },
    SAWTOOTH {
        @Override
        void fill(double[] row, double phase, double step, SplittableRandom random) {
            for (int i = 0; i < row.length; i++) {
                row[i] = 2 * fraction(phase + i * step) - 1;
            }
        }
    },
    NOISE {
        @Override
        void fill(double[] row, double phase, double step, SplittableRandom random) {
            for (int i = 0; i < row.length; i++) {
                row[i] = 2 * random.nextDouble() - 1;
            }
        }
    };

    /** The waveform that a configuration calls so. */
    static Waveform named(String name) {
        return Arrays.stream(values())
                .filter(waveform -> waveform.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("waveforms must each be one of "
                        + Arrays.stream(values()).map(Waveform::label).toList() + ", was " + name));
    }

    static double fraction(double value) {
        return value - Math.floor(value);
    }

    /**
     * Fills a row.
     *
     * @param phase of its first sample, in periods
     * @param step from one sample to the next, in periods
     */
    abstract void fill(double[] row, double phase, double step, SplittableRandom random);

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
