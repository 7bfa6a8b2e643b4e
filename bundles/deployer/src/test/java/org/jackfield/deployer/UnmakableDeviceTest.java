// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.jackfield.stream.DeviceState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices of which no object can be made, beside those of which one can. */
final class UnmakableDeviceTest {
    @AutoClose
    private House house;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        house = new House(home);
    }

    private static DriverJars version(String version) {
        return DriverJars.driver("rig", version).devices("rig-1 rig-2");
    }

    private void run(String version, DriverJars jar) throws IOException, InterruptedException {
        house.drop("rig.jar", jar);
        house.untilRuns("rig.jar", version);
        house.until("rig-1 streams", () -> house.streamsFrom("rig-1", version));
    }

    @Test
    void aDeviceThatNeitherVersionCanMakeDoesNotKeepTheOthersFromMoving() throws Exception {
        run("1.0.0", version("1.0.0").header("Tiny-Broken", "rig-2"));
        house.until("rig-2 fails", () -> house.device("rig-2").state() == DeviceState.FAULT);
        run("1.1.0", version("1.1.0").header("Tiny-Broken", "rig-2"));
        house.until(
                "rig-2 is the new version's",
                () -> house.device("rig-2").driver().orElseThrow().version().equals("1.1.0"));
        assertThat(house.device("rig-2").state()).isEqualTo(DeviceState.FAULT);
        assertThat(house.driverBundles()).hasSize(1);
    }

    @Test
    void aDeviceThatTheNewVersionCanMakeAtLastMovesWithTheOthers() throws Exception {
        run("1.0.0", version("1.0.0").header("Tiny-Broken", "rig-2"));
        run("1.1.0", version("1.1.0"));
        house.until("rig-2 streams", () -> house.streamsFrom("rig-2", "1.1.0"));
    }

    @Test
    void aDeviceThatOnlyTheOldVersionCanMakeHasTheNewOneRejected() throws Exception {
        run("1.0.0", version("1.0.0"));
        house.until("rig-2 streams", () -> house.streamsFrom("rig-2", "1.0.0"));
        house.drop("rig.jar", version("1.1.0").header("Tiny-Broken", "rig-2"));
        house.until("rig-1 moves", () -> house.streamsFrom("rig-1", "1.1.0"));
        house.until("rig-2 does not", () -> !house.device("rig-2").refused().isEmpty());
        house.look(); // from when on a first sample is waited for
        long first = house.device("rig-1").nextSequence();
        house.until("a sample has come", () -> house.device("rig-1").nextSequence() > first);
        assertThat(house.status("rig.jar").state()).isEqualTo("handing over");
        house.pass(Patience.DEFAULT.deadline());
        assertThat(house.untilRejected("rig.jar").reason())
                .isEqualTo("could not take over: rig-2 was not taken over: rig 1.1.0 could not be activated");
        house.until("rig-1 is back", () -> house.streamsFrom("rig-1", "1.0.0"));
        assertThat(house.streamsFrom("rig-2", "1.0.0")).isTrue();
    }
}
