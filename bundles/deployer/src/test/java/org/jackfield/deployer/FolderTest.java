// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and disks do to the folder. */
final class FolderTest {
    private @TempDir Path home;

    @AutoClose
    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(home);
    }

    @AfterEach
    void holdBack() {
        System.clearProperty("tiny.start");
    }

    @Test
    void hundredsOfJarsAtOnceAllRun() throws Exception {
        for (int i = 0; i < 300; i++) {
            house.drop(
                    "rig" + i + ".jar",
                    DriverJars.driver("rig" + i, "1.0.0").devices("d" + i).that("is-silent"));
        }
        house.until(
                "all run",
                () -> house.statuses().stream()
                                .filter(driver -> driver.state().equals("running"))
                                .count()
                        == 300);
        assertThat(house.installs).hasValue(300);
    }

    @Test
    void aFolderThatIsExchangedByRenamingIsTheNewOne() throws Exception {
        dropAndRun("stays.jar", "stays", "1.0.0");
        dropAndRun("swaps.jar", "swaps", "1.0.0");
        dropAndRun("goes.jar", "goes", "1.0.0");
        Path next = Files.createDirectory(home.resolve("next"));
        Files.write(next.resolve("stays.jar"), jar("stays", "1.0.0").bytes());
        Files.write(next.resolve("swaps.jar"), jar("swaps", "1.1.0").bytes());
        Files.write(next.resolve("comes.jar"), jar("comes", "1.0.0").bytes());
        Files.move(house.drivers, home.resolve("before"));
        Files.move(next, house.drivers);
        house.untilRuns("swaps.jar", "1.1.0");
        house.untilRuns("comes.jar", "1.0.0");
        house.until("goes.jar has gone", () -> house.statuses().size() == 3);
        assertThat(house.events)
                .filteredOn(event -> event.startsWith("stays"))
                .containsExactly("stays.jar 1.0.0 started");
    }

    @Test
    void aFolderThatWasDeletedAndMadeAnewTakesDriversAgain() throws Exception {
        dropAndRun("rig.jar", "rig", "1.0.0");
        Files.delete(house.drivers.resolve("rig.jar"));
        Files.delete(house.drivers);
        house.look();
        house.look();
        assertThat(house.status("rig.jar").state()).isEqualTo("running");
        Files.createDirectory(house.drivers);
        house.drop("rig.jar", jar("rig", "1.1.0"));
        house.untilRuns("rig.jar", "1.1.0");
    }

    @Test
    void aJarThatIsRenamedRunsUnderItsNewName() throws Exception {
        dropAndRun("rig.jar", "rig", "1.0.0");
        Files.move(house.drivers.resolve("rig.jar"), house.drivers.resolve("renamed.jar"));
        house.untilRuns("renamed.jar", "1.0.0");
        assertThat(house.driverBundles()).hasSize(1);
        assertThat(house.note("renamed.jar")).doesNotExist();
    }

    @Test
    void aLinkIsWhatItLeadsTo() throws Exception {
        Path first =
                Files.write(home.resolve("rig-1.0.jar"), jar("rig", "1.0.0").bytes());
        Path second =
                Files.write(home.resolve("rig-1.1.jar"), jar("rig", "1.1.0").bytes());
        Path link = house.drivers.resolve("rig.jar");
        Files.createSymbolicLink(link, first);
        house.untilRuns("rig.jar", "1.0.0");
        Files.delete(link);
        Files.createSymbolicLink(link, second);
        house.untilRuns("rig.jar", "1.1.0");
        Files.delete(second); // as when a disk is away
        house.look();
        house.look();
        house.look();
        assertThat(house.status("rig.jar").state()).isEqualTo("running");
        Files.delete(link);
        house.until("rig.jar has gone", () -> house.statuses().isEmpty());
    }

    @Test
    void aDiskThatTakesNoCopyIsTriedAgainUntilItDoes() throws Exception {
        dropAndRun("rig.jar", "rig", "1.0.0");
        Path staged = home.resolve("data/deployer/staged");
        Files.move(staged, home.resolve("aside"));
        Files.writeString(staged, "where a folder is expected");
        house.drop("rig.jar", jar("rig", "1.1.0"));
        Verdict.Rejected rejected = house.untilRejected("rig.jar");
        assertThat(rejected.cure()).isEqualTo(Verdict.Cure.TIME);
        assertThat(rejected.reason()).contains("cannot be copied").contains("staged");
        assertThat(house.status("rig.jar").version()).isEqualTo("1.0.0");
        Files.delete(staged);
        house.pass(Duration.ofSeconds(11));
        house.untilRuns("rig.jar", "1.1.0");
    }

    @Test
    void aVersionThatStreamsNoSampleThoughTheOneBeforeDidIsRolledBack() throws Exception {
        dropAndRun("rig.jar", "rig", "1.0.0");
        house.until("rig streams", () -> house.device("rig").nextSequence() > 2);
        house.drop("rig.jar", jar("rig", "1.1.0").that("waits-to-start-and-is-silent"));
        house.until(
                "the new version starts", () -> house.status("rig.jar").state().equals("starting"));
        long seen = house.device("rig").nextSequence();
        house.until("the old one streams on", () -> house.device("rig").nextSequence() > seen + 2);
        System.setProperty("tiny.start", "now");
        house.until(
                "the new version streams and is being waited for",
                () -> house.streamsFrom("rig", "1.1.0")
                        && house.status("rig.jar").state().equals("handing over"));
        house.pass(Patience.DEFAULT.deadline().plusSeconds(1));
        assertThat(house.untilRejected("rig.jar").reason())
                .isEqualTo("could not take over: rig streams under the new version, but no sample has come");
        house.until("the old version streams", () -> house.streamsFrom("rig", "1.0.0"));
    }

    @Test
    void aSwapThatWouldRestartOthersIsRefusedAndNamesThem() throws Exception {
        house.drop("lib.jar", library("1.0.0"));
        house.untilRuns("lib.jar", "1.0.0");
        house.drop("user.jar", jar("user", "1.0.0").header("Import-Package", IMPORTS + ",lib"));
        house.untilRuns("user.jar", "1.0.0");
        house.drop("lib.jar", library("1.1.0"));
        assertThat(house.untilRejected("lib.jar").reason())
                .contains("cannot replace the version before without a restart of")
                .contains("user 1.0.0")
                .contains("refresh.others");
        assertThat(house.events)
                .filteredOn(event -> event.startsWith("user"))
                .containsExactly("user.jar 1.0.0 started");
        Files.delete(house.drivers.resolve("user.jar"));
        house.untilRuns("lib.jar", "1.1.0");
    }

    private static final String IMPORTS = "org.jackfield.device,org.osgi.framework,javax.management";

    private void dropAndRun(String file, String name, String version) throws Exception {
        house.drop(file, jar(name, version));
        house.untilRuns(file, version);
    }

    private static DriverJars jar(String name, String version) {
        return DriverJars.driver(name, version).devices(name);
    }

    private static DriverJars library(String version) {
        return jar("lib", version).header("Export-Package", "lib;version=1.0").entry("lib/resource", new byte[1]);
    }
}
