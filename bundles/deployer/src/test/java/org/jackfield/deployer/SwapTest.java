// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jackfield.stream.DeviceState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

final class SwapTest {
    @AutoClose
    private House house;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        house = new House(home);
    }

    @Test
    void aJarThatIsDroppedRunsAndItsDeviceStreams() throws Exception {
        house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
        house.untilRuns("rig.jar", "1.0.0");
        house.until("rig-1 streams", () -> house.streamsFrom("rig-1", "1.0.0"));
        assertThat(house.status("rig.jar").verdict()).isEqualTo(new Verdict.Accepted());
    }

    @Test
    void whatIsNoJarIsNotLookedAt() throws Exception {
        byte[] jar = DriverJars.driver("rig", "1.0.0").bytes();
        for (String name : List.of("rig.jar.part", ".rig.jar", "rig.zip", "rig.jar.rejected.txt")) {
            house.drop(name, jar);
        }
        Files.createDirectory(house.drivers.resolve("folder.jar"));
        house.look();
        house.look();
        assertThat(house.statuses()).isEmpty();
    }

    @Test
    void anOldFileIsCompleteAtTheFirstLookAndANewOneAtTheSecond() throws Exception {
        Path old = house.drop("old.jar", DriverJars.driver("old", "1.0.0").devices("a"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(60)));
        house.drop("new.jar", DriverJars.driver("new", "1.0.0").devices("b"));
        house.look();
        assertThat(house.status("old.jar").state()).isNotEqualTo("waiting");
        assertThat(house.status("new.jar").verdict()).isEqualTo(new Verdict.Waiting("is still being copied"));
        house.untilRuns("old.jar", "1.0.0");
        house.untilRuns("new.jar", "1.0.0");
    }

    @Test
    void theNextVersionStreamsBeforeTheOldOneLeaves() throws Exception {
        dropAndRun("1.0.0");
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0"));
        house.untilRuns("rig.jar", "1.1.0");
        assertThat(house.streamsFrom("rig-1", "1.1.0")).isTrue();
        assertThat(house.driverBundles()).hasSize(1);
        assertThat(house.events)
                .containsExactly(
                        "rig.jar 1.0.0 started",
                        "rig.jar 1.1.0 started",
                        "rig.jar 1.0.0 stopped",
                        "rig.jar 1.0.0 uninstalled");
    }

    @Test
    void aRebuildOfTheSameVersionAndADowngradeAreSwapsLikeAnyOther() throws Exception {
        dropAndRun("1.1.0");
        long first = onlyBundle().getBundleId();
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0").header("Built", "again"));
        house.until(
                "the rebuild runs",
                () -> house.driverBundles().size() == 1 && onlyBundle().getBundleId() != first);
        house.untilRuns("rig.jar", "1.1.0");
        house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
        house.untilRuns("rig.jar", "1.0.0");
    }

    @Test
    void theClassesOfTheOldVersionCanBeCollected() throws Exception {
        dropAndRun("1.0.0");
        WeakReference<ClassLoader> old = new WeakReference<>(classLoader());
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0"));
        house.untilRuns("rig.jar", "1.1.0");
        house.until("the old class loader is collected", () -> {
            System.gc();
            return old.get() == null;
        });
    }

    @Test
    void aTouchOrTheSameBytesChangeNothing() throws Exception {
        Path jar = dropAndRun("1.0.0");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
        house.until("the touch is judged", () -> house.status("rig.jar").verdict() instanceof Verdict.Unchanged);
        house.drop("rig.jar", DriverJars.driver("rig", "1.0.0"));
        house.look();
        house.settle();
        assertThat(house.events).containsExactly("rig.jar 1.0.0 started");
    }

    @Test
    void aDeletedJarTakesItsDriverAlongAtTheSecondLook() throws Exception {
        Path jar = dropAndRun("1.0.0");
        Files.delete(jar);
        house.look();
        assertThat(house.status("rig.jar").state()).isEqualTo("running");
        house.until("the driver has left", () -> house.statuses().isEmpty());
        assertThat(house.driverBundles()).isEmpty();
        assertThat(house.device("rig-1").state()).isEqualTo(DeviceState.OFFLINE);
    }

    @Test
    void aFolderThatIsGoneTakesNoDriverAlong() throws Exception {
        dropAndRun("1.0.0");
        Path aside = house.home.resolve("drivers.aside");
        Files.move(house.drivers, aside);
        for (int i = 0; i < 5; i++) {
            house.look();
        }
        assertThat(house.streamsFrom("rig-1", "1.0.0")).isTrue();
        Files.move(aside, house.drivers);
        house.settle();
        assertThat(house.events).containsExactly("rig.jar 1.0.0 started");
    }

    @Test
    void aVersionWhoseDeviceFailsIsRolledBackWithTheDevicesReason() throws Exception {
        dropAndRun("1.0.0");
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0").that("fails-to-connect"));
        house.until(
                "the new version fails",
                () -> isHandingOver() && house.device("rig-1").state() == DeviceState.FAULT);
        house.pass(Patience.DEFAULT.fault().minusMillis(1));
        house.look();
        assertThat(isHandingOver()).isTrue();
        house.pass(Patience.DEFAULT.fault());
        Verdict.Rejected rejected = house.untilRejected("rig.jar");
        assertThat(rejected.reason())
                .isEqualTo("could not take over: rig-1 is fault under the new version:"
                        + " IOException: no answer from the instrument");
        assertThat(house.note("rig.jar")).content().contains(rejected.reason(), "version 1.0.0 keeps running");
        house.until("the old version streams again", () -> house.streamsFrom("rig-1", "1.0.0"));
        assertThat(house.events).doesNotContain("rig.jar 1.0.0 stopped").contains("rig.jar 1.1.0 uninstalled");
    }

    @Test
    void aVersionThatDoesNotArriveWithinTheDeadlineIsRolledBack() throws Exception {
        dropAndRun("1.0.0");
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0").that("hangs-in-connect"));
        house.until(
                "the new version hangs",
                () -> isHandingOver() && house.device("rig-1").state() == DeviceState.CONNECTING);
        house.pass(Patience.DEFAULT.deadline().minusMillis(1));
        house.look();
        assertThat(isHandingOver()).isTrue();
        house.pass(Duration.ofMillis(1));
        assertThat(house.untilRejected("rig.jar").reason()).contains("rig-1 is connecting under the new version");
        house.until("the old version streams again", () -> house.streamsFrom("rig-1", "1.0.0"));
    }

    @Test
    void aDeviceThatDidNotWorkBeforeDoesNotHaveToWorkAfterwards() throws Exception {
        house.drop("rig.jar", DriverJars.driver("rig", "1.0.0").that("fails-to-connect"));
        house.until(
                "it fails",
                () -> house.status("rig.jar").state().equals("running")
                        && house.device("rig-1").state() == DeviceState.FAULT);
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0").that("fails-to-connect"));
        house.untilRuns("rig.jar", "1.1.0");
    }

    @Test
    void aDeviceThatTheNextVersionNoLongerServesGoesOfflineOnceThatIsCertain() throws Exception {
        house.drop("rig.jar", DriverJars.driver("rig", "1.0.0").devices("rig-1 rig-2"));
        house.until(
                "both stream",
                () -> house.status("rig.jar").state().equals("running")
                        && house.streamsFrom("rig-1", "1.0.0")
                        && house.streamsFrom("rig-2", "1.0.0"));
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0").devices("rig-2"));
        house.until("rig-2 moves", () -> isHandingOver() && house.streamsFrom("rig-2", "1.1.0"));
        house.look();
        assertThat(isHandingOver()).isTrue();
        house.pass(Patience.DEFAULT.settle());
        house.untilRuns("rig.jar", "1.1.0");
        assertThat(house.device("rig-1").state()).isEqualTo(DeviceState.OFFLINE);
    }

    @Test
    void aVersionThatThrowsWhileItStartsLeavesTheOldOneAlone() throws Exception {
        dropAndRun("1.0.0");
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0").that("throws-in-start"));
        assertThat(house.untilRejected("rig.jar").reason())
                .isEqualTo("failed to start: IllegalStateException: no dongle");
        assertThat(house.streamsFrom("rig-1", "1.0.0")).isTrue();
        assertThat(house.driverBundles()).hasSize(1);
    }

    @Test
    void aDriverThatHangsHoldsUpNoOther() throws Exception {
        house.drop("hang.jar", DriverJars.driver("hang", "1.0.0").that("hangs-in-start"));
        house.until("it hangs", () -> house.status("hang.jar").state().equals("starting"));
        dropAndRun("1.0.0");
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0"));
        house.untilRuns("rig.jar", "1.1.0");
        house.pass(Patience.DEFAULT.deadline());
        assertThat(house.untilRejected("hang.jar").reason()).isEqualTo("did not start in time");
        house.until(
                "it is taken out once it answers", () -> house.driverBundles().size() == 1);
    }

    @Test
    void whatIsDroppedDuringAHandOverComesNext() throws Exception {
        dropAndRun("1.0.0");
        house.drop("rig.jar", DriverJars.driver("rig", "1.1.0").that("hangs-in-connect"));
        house.until("hand-over", this::isHandingOver);
        house.drop("rig.jar", DriverJars.driver("rig", "1.2.0"));
        house.look();
        house.pass(Patience.DEFAULT.deadline());
        house.untilRuns("rig.jar", "1.2.0");
        house.until("it streams", () -> house.streamsFrom("rig-1", "1.2.0"));
        assertThat(house.note("rig.jar")).doesNotExist();
    }

    private Path dropAndRun(String version) throws IOException, InterruptedException {
        Path jar = house.drop("rig.jar", DriverJars.driver("rig", version));
        house.untilRuns("rig.jar", version);
        house.until("rig-1 streams", () -> house.streamsFrom("rig-1", version));
        return jar;
    }

    private boolean isHandingOver() {
        return house.status("rig.jar").state().equals("handing over");
    }

    private Bundle onlyBundle() {
        return house.driverBundles().get(0);
    }

    private ClassLoader classLoader() {
        return onlyBundle().adapt(BundleWiring.class).getClassLoader();
    }
}
