// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestartTest {
    @TempDir
    private Path home;

    @Test
    void theSameDriversRunAsBefore() throws Exception {
        try (House house = new House(home)) {
            house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
            house.untilRuns("rig.jar", "1.0.0");
        }
        try (House house = new House(home)) {
            house.untilRuns("rig.jar", "1.0.0");
            assertThat(house.status("rig.jar").verdict()).isEqualTo(new Verdict.Unchanged());
            assertThat(house.events).containsExactly("rig.jar 1.0.0 started");
        }
    }

    @Test
    void theLastGoodVersionRunsThoughABadOneLiesInTheFolder() throws Exception {
        Verdict.Rejected rejected;
        try (House house = new House(home)) {
            house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
            house.untilRuns("rig.jar", "1.0.0");
            house.drop("rig.jar", DriverJars.driver("rig", "1.1.0").that("throws-in-start"));
            rejected = house.untilRejected("rig.jar");
        }
        try (House house = new House(home)) {
            assertThat(house.untilRejected("rig.jar")).isEqualTo(rejected);
            house.until("the good one streams", () -> house.streamsFrom("rig-1", "1.0.0"));
            assertThat(house.events).containsExactly("rig.jar 1.0.0 started");
            assertThat(house.note("rig.jar")).content().contains("version 1.0.0 keeps running");
        }
    }

    @Test
    void aVersionPutThereWhileNothingRanIsHandedOverToLikeAnyOther() throws Exception {
        try (House house = new House(home)) {
            house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
            house.untilRuns("rig.jar", "1.0.0");
        }
        Files.write(
                home.resolve("drivers/rig.jar"),
                DriverJars.driver("rig", "1.1.0").bytes());
        try (House house = new House(home)) {
            house.until("the new one streams", () -> house.streamsFrom("rig-1", "1.1.0"));
            house.untilRuns("rig.jar", "1.1.0");
            assertThat(house.events).startsWith("rig.jar 1.0.0 started", "rig.jar 1.1.0 started");
        }
    }

    @Test
    void aJarDeletedWhileNothingRanIsForgottenWithItsNoteAndItsCopy() throws Exception {
        try (House house = new House(home)) {
            house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
            house.untilRuns("rig.jar", "1.0.0");
            house.drop("rig.jar", DriverJars.driver("rig", "1.1.0").that("throws-in-start"));
            house.untilRejected("rig.jar");
        }
        Files.delete(home.resolve("drivers/rig.jar"));
        try (House house = new House(home)) {
            house.look();
            house.look();
            assertThat(house.statuses()).isEmpty();
            assertThat(house.note("rig.jar")).doesNotExist();
            assertThat(home.resolve("data/deployer/staged")).isEmptyDirectory();
        }
    }

    @Test
    void earlierVersionsCanBePutBackAfterARestart() throws Exception {
        try (House house = new House(home)) {
            house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
            house.untilRuns("rig.jar", "1.0.0");
            house.drop("rig.jar", DriverJars.driver("rig", "1.1.0"));
            house.untilRuns("rig.jar", "1.1.0");
        }
        try (House house = new House(home)) {
            house.untilRuns("rig.jar", "1.1.0");
            house.settle();
            assertThat(house.untilAnswered(house.service().rollBack("rig.jar").orElseThrow())
                            .version())
                    .isEqualTo("1.0.0");
        }
    }

    @Test
    void aCopyThatWasTamperedWithIsNotStarted() throws Exception {
        try (House house = new House(home)) {
            house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
            house.untilRuns("rig.jar", "1.0.0");
            Path copy = home.resolve("data/deployer/staged")
                    .resolve(house.status("rig.jar").digest() + ".jar");
            Files.write(copy, DriverJars.driver("rig", "6.6.6").bytes());
        }
        try (House house = new House(home)) {
            house.untilRuns("rig.jar", "1.0.0");
            assertThat(house.events).containsExactly("rig.jar 1.0.0 started");
        }
    }

    @Test
    void aDeployerThatIsRestartedAloneTakesUpWhatRuns() throws Exception {
        try (House house = new House(home)) {
            house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
            house.untilRuns("rig.jar", "1.0.0");
            house.drop("gone.jar", DriverJars.driver("gone", "1.0.0").devices("gone-1"));
            house.untilRuns("gone.jar", "1.0.0");
            Files.delete(house.drivers.resolve("gone.jar"));
            house.restartDeployer();
            house.untilRuns("rig.jar", "1.0.0");
            house.until("the deleted one has left", () -> house.driverBundles().size() == 1);
            assertThat(house.events).doesNotContain("rig.jar 1.0.0 stopped");
        }
    }

    @Test
    void aStateFileThatCannotBeReadCostsNoDriver() throws Exception {
        try (House house = new House(home)) {
            house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
            house.untilRuns("rig.jar", "1.0.0");
        }
        Files.writeString(home.resolve("data/deployer/drivers.properties"), "broken=\\uZZZZ");
        try (House house = new House(home)) {
            house.untilRuns("rig.jar", "1.0.0");
        }
    }
}
