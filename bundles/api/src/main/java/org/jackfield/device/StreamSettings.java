// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

/**
 * What the platform asks of a stream.
 *
 * @param sampleRate samples per second, above 0
 */
public record StreamSettings(double sampleRate) {
    /** Ten samples a second. */
    public static final StreamSettings DEFAULT = new StreamSettings(10);

    /** The fastest rate that can be asked for. */
    public static final double MAX_SAMPLE_RATE = 1_000_000;

    public StreamSettings {
        if (!(sampleRate > 0 && sampleRate <= MAX_SAMPLE_RATE)) {
            throw new IllegalArgumentException(
                    "sampleRate must be above 0 and at most " + MAX_SAMPLE_RATE + " a second, was " + sampleRate);
        }
    }
}
