// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.hooks.weaving.WeavingHook;

final class NoExitTest {
    @ParameterizedTest
    @ValueSource(strings = {"exits", "exits-the-runtime", "halts", "exits-by-reference", "halts-by-reference"})
    void aDriverThatWouldEndTheProcessFailsInstead(String behaviour, @TempDir Path home) throws Exception {
        try (House house = new House(home)) {
            house.context().registerService(WeavingHook.class, new NoExit(), null);
            house.drop("rig.jar", DriverJars.driver("rig", "1.0.0").that(behaviour));
            assertThat(house.untilRejected("rig.jar").reason())
                    .isEqualTo("failed to start: UnsupportedOperationException:"
                            + " a driver may not end the process it shares with others");
        }
    }
}
