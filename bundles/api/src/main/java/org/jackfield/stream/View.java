// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.util.Set;

/**
 * How much of a stream a reader wants. What is left out because of it is no gap. Equal views of one device are
 * computed once, however many readers they have.
 *
 * <p>In this order: the channels are picked, samples within the dead band left out, every n-th of the rest
 * taken, blocks thinned out to points, and the rate bounded.
 *
 * @param channels of each sample, by name; empty for all
 * @param deadband samples are left out while no number in them differs by more than this from the last one that
 *     was not; 0 for none
 * @param every takes the first of so many samples; 1 for all
 * @param points that each channel of a block device gives a second at most, lowest and highest value of what each
 *     stands for kept; 0 for all
 * @param maxRate samples a second at most, of which each is the latest there is; 0 for no bound
 */
public record View(Set<String> channels, double deadband, int every, int points, double maxRate) {
    /** Everything. */
    public static final View WHOLE = new View(Set.of(), 0, 1, 0, 0);

    public View {
        channels = Set.copyOf(channels);
        if (!(deadband >= 0) || Double.isInfinite(deadband)) {
            throw new IllegalArgumentException("deadband must be a number from 0 on, was " + deadband);
        }
        if (every < 1) {
            throw new IllegalArgumentException("every must be at least 1, was " + every);
        }
        if (points < 0 || points == 1) {
            throw new IllegalArgumentException("points must be at least 2, was " + points);
        }
        if (!(maxRate >= 0) || maxRate > 1e6 || (maxRate > 0 && maxRate < 0.001)) {
            throw new IllegalArgumentException("maxRate must be 0.001 to 1000000 samples a second, was " + maxRate);
        }
    }
}
