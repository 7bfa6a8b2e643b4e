// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import java.util.SplittableRandom;

/** A whole number that strolls between two bounds, from the middle on. One thread at a time. */
final class Wanderer {
    private final SplittableRandom random = new SplittableRandom();
    private final int least;
    private final int most;
    private final int stride;
    private int place;

    Wanderer(int least, int most, int stride) {
        this.least = least;
        this.most = most;
        this.stride = stride;
        this.place = (least + most) / 2;
    }

    int next() {
        int wish = place + random.nextInt(-stride, stride + 1);
        place = Math.max(least, Math.min(most, wish));
        return place;
    }
}
