// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page where there are very many devices. */
class CrowdedUiIT {
    private static final int DEVICES = 300;
    private static final int ATTEMPTS = 4;

    /** Of the frames that an empty page has in the same browser, which has sixty a second where nothing else runs. */
    private static final double SMOOTH = 0.8;

    @Test
    void threeHundredDevicesAreAsSmoothAsAnEmptyPage(@TempDir Path home, @TempDir Path profile) throws Exception {
        for (int i = 1; i <= DEVICES; i++) {
            Config.device(home, "Detector", "d" + i, "stream.rate=" + (2 + i % 4));
        }
        try (RunningProduct product = RunningProduct.start(home, RunningProduct.freePort());
                Person person = new Person(profile)) {
            person.open(product.url("/docs"));
            int empty = person.frames();
            person.open(product.url("/"));
            person.await("a value of every device", "look() === " + DEVICES);
            int best = 0;
            for (int i = 0; i < ATTEMPTS && best < SMOOTH * empty; i++) {
                best = Math.max(best, person.frames());
            }
            assertThat(best).as("frames, of " + empty + " of an empty page").isGreaterThanOrEqualTo((int)
                    (SMOOTH * empty));
        }
    }
}
