// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page where there are very many devices. */
class CrowdedUiIT {
    private static final int DEVICES = 300;
    private static final int ATTEMPTS = 5;

    /**
     * Of the frames that an empty page has in the same browser just before. Nine tenths where nothing else runs; where
     * something does, an empty page needs none of what it takes.
     */
    private static final double SMOOTH = 0.6;

    @Test
    void threeHundredDevicesAreAsSmoothAsAnEmptyPage(@TempDir Path home, @TempDir Path profile) throws Exception {
        for (int i = 1; i <= DEVICES; i++) {
            Config.device(home, "Detector", "d" + i, "stream.rate=" + (2 + i % 4));
        }
        try (RunningProduct product = RunningProduct.start(home, RunningProduct.freePort());
                Person person = new Person(profile)) {
            double best = 0;
            for (int i = 0; i < ATTEMPTS && best < SMOOTH; i++) {
                person.open(product.url("/docs"));
                double empty = person.frames();
                person.open(product.url("/"));
                person.await("a value of every device", "look() === " + DEVICES);
                best = Math.max(best, person.frames() / empty);
            }
            assertThat(best).as("share of an empty page's frames").isGreaterThanOrEqualTo(SMOOTH);
        }
    }
}
