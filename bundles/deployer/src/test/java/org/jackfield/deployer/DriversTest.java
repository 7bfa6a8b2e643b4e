// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.DriverEntry.Earlier;
import org.jackfield.driver.DriverEntry.Verdict;
import org.jackfield.driver.Drivers;
import org.jackfield.stream.DeviceState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DriversTest {
    @AutoClose
    private House house;

    private Drivers drivers;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        house = new House(home, new Rules(new Limits(100_000, 100, 200_000), Patience.DEFAULT, 2, false));
        drivers = house.service();
    }

    @Test
    void aJarThatIsPutRunsAndTheAnswerSaysSo() throws Exception {
        DriverEntry entry = put(version("1.0.0"));
        assertThat(entry.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(entry.version()).isEqualTo("1.0.0");
        assertThat(entry.symbolicName()).isEqualTo("rig");
        assertThat(entry.devices()).containsExactly("rig-1");
        assertThat(entry.before()).isEmpty();
        assertThat(entry.digest()).hasSize(64);
        assertThat(onlyFile())
                .hasFileName("rig.jar")
                .hasBinaryContent(version("1.0.0").bytes());
        house.untilRuns("rig.jar", "1.0.0");
        assertThat(drivers.all()).hasSize(1);
        assertThat(drivers.find("rig.jar").orElseThrow().state()).isEqualTo("running");
    }

    @Test
    void allAreJudgedWhenTheFolderHasBeenSeenAndNoneWaits() throws Exception {
        house.drop("rig.jar", version("1.0.0").bytes());
        assertThat(drivers.areJudged()).isFalse();
        house.look();
        assertThat(drivers.areJudged()).isFalse();
        house.until("all are judged", drivers::areJudged);
        assertThat(house.status("rig.jar").state()).isEqualTo("running");
    }

    @Test
    void aJarIsDecidedAboutAtTheFirstLookSinceItCameWhole() throws Exception {
        CompletionStage<DriverEntry> answer = drivers.put("rig.jar", stream(version("1.0.0")));
        house.look();
        assertThat(house.status("rig.jar").state()).isNotEqualTo("waiting");
        assertThat(house.untilAnswered(answer).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void whatRunsAlreadyIsUnchanged() throws Exception {
        put(version("1.0.0"));
        assertThat(put(version("1.0.0")).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(house.events).containsExactly("rig.jar 1.0.0 started");
    }

    @Test
    void aJarThatIsNoGoodIsRejectedWhileTheOneBeforeRuns() throws Exception {
        put(version("1.0.0"));
        DriverEntry entry = put(version("1.1.0").that("throws-in-start"));
        assertThat(entry.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(entry.reason())
                .isEqualTo("failed to start: IllegalStateException: no dongle;"
                        + " it is tried again when its bytes change");
        assertThat(entry.version()).isEqualTo("1.0.0");
        assertThat(put(version("1.1.0").that("throws-in-start")).reason()).isEqualTo(entry.reason());
        assertThat(put(version("1.2.0")).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void whatIsNoJarAtAllIsRejectedToo() throws Exception {
        CompletionStage<DriverEntry> answer = drivers.put("rig.jar", new ByteArrayInputStream(new byte[100]));
        house.look();
        assertThat(drivers.find("rig.jar").orElseThrow().verdict()).isEqualTo(Verdict.WAITING);
        house.pass(Duration.ofSeconds(3));
        assertThat(house.untilAnswered(answer).reason()).startsWith("is not a readable ZIP");
    }

    @Test
    void ofTwoJarsInARowTheFirstIsToldThatItWasReplaced() throws Exception {
        CompletionStage<DriverEntry> first = drivers.put("rig.jar", stream(version("1.0.0")));
        CompletionStage<DriverEntry> second = drivers.put("rig.jar", stream(version("1.1.0")));
        assertThat(house.untilAnswered(second).version()).isEqualTo("1.1.0");
        DriverEntry replaced = house.untilAnswered(first);
        assertThat(replaced.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(replaced.reason()).contains("was replaced by other bytes");
        assertThat(house.events).containsExactly("rig.jar 1.1.0 started");
    }

    @Test
    void aJarThatHangsWhileItStartsIsAnsweredAtTheDeadline() throws Exception {
        put(version("1.0.0"));
        CompletionStage<DriverEntry> answer =
                drivers.put("rig.jar", stream(version("1.1.0").that("hangs-in-start")));
        house.until("it starts", () -> house.status("rig.jar").state().equals("starting"));
        house.pass(Patience.DEFAULT.deadline());
        assertThat(house.untilAnswered(answer).reason()).startsWith("did not start in time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rig", "../rig.jar", "a/b.jar", ".rig.jar", "rig.zip", "rig .jar", "-rig.jar", "ä.jar"})
    void aNameThatCannotBeADriversIsRefusedBeforeAnythingIsRead(String name) {
        assertThatThrownBy(() -> drivers.put(name, new Broken()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("letter or digit")
                .hasMessageContaining("'" + name + "'");
        assertThat(house.drivers).isEmptyDirectory();
    }

    @Test
    void aJarThatIsTooLargeIsNotReadToItsEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        };
        assertThatThrownBy(() -> drivers.put("rig.jar", endless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a driver JAR has at most 100000 bytes, this one has more");
        assertThat(house.drivers).isEmptyDirectory();
    }

    @Test
    void anUploadThatBreaksOffLeavesNothingBehindAndTheOldOneAlone() throws Exception {
        put(version("1.0.0"));
        InputStream broken = new SequenceInputStream(stream(version("1.1.0")), new Broken());
        assertThatThrownBy(() -> drivers.put("rig.jar", broken)).hasMessage("cable out");
        assertThat(onlyFile()).hasBinaryContent(version("1.0.0").bytes());
    }

    @Test
    void whatACrashLeftHalfReceivedIsDeletedAtTheNextStart() throws Exception {
        Files.write(house.drivers.resolve(".incoming-1"), new byte[10]);
        house.look();
        assertThat(house.drivers).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() throws Exception {
        Files.delete(house.drivers);
        assertThatThrownBy(() -> put(version("1.0.0"))).isInstanceOf(NoSuchFileException.class);
        assertThat(house.drivers).doesNotExist();
    }

    @Test
    void aDriverThatIsDeletedIsGoneWhenThatIsAnswered() throws Exception {
        put(version("1.0.0"));
        house.untilRuns("rig.jar", "1.0.0");
        DriverEntry gone = house.untilAnswered(drivers.delete("rig.jar").orElseThrow());
        assertThat(gone.state()).isEqualTo("gone");
        assertThat(gone.version()).isEqualTo("1.0.0");
        assertThat(gone.devices()).isEmpty();
        assertThat(house.driverBundles()).isEmpty();
        assertThat(house.drivers).isEmptyDirectory();
        assertThat(drivers.all()).isEmpty();
        assertThat(drivers.find("rig.jar")).isEmpty();
    }

    @Test
    void whatIsNotThereCannotBeDeletedOrRolledBack() throws Exception {
        Path outside = Files.write(house.home.resolve("other.jar"), new byte[1]);
        put(version("1.0.0"));
        assertThat(drivers.delete("none.jar")).isEmpty();
        assertThat(drivers.delete("../other.jar")).isEmpty();
        assertThat(drivers.rollBack("none.jar")).isEmpty();
        assertThat(drivers.rollBack("rig.jar")).isEmpty();
        assertThat(outside).exists();
    }

    @Test
    void rollingBackPutsOneVersionAfterTheOtherBack() throws Exception {
        DriverEntry first = put(version("1.0.0"));
        DriverEntry second = put(version("1.1.0"));
        assertThat(second.before()).containsExactly(new Earlier("1.0.0", first.digest()));
        DriverEntry third = put(version("1.2.0"));
        assertThat(third.before())
                .containsExactly(new Earlier("1.1.0", second.digest()), new Earlier("1.0.0", first.digest()));

        DriverEntry back = rollBack();
        assertThat(back.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(back.version()).isEqualTo("1.1.0");
        assertThat(back.before()).containsExactly(new Earlier("1.0.0", first.digest()));
        assertThat(onlyFile()).hasBinaryContent(version("1.1.0").bytes());
        assertThat(rollBack().version()).isEqualTo("1.0.0");
        assertThat(drivers.rollBack("rig.jar")).isEmpty();
    }

    @Test
    void whatAnAnswerTellsIsTheVersionThatServesFromThenOn() throws Exception {
        assertThat(put(version("1.0.0")).state()).isEqualTo("running");
        assertThat(put(version("1.1.0")).state()).isEqualTo("running");
        assertThat(rollBack().state()).isEqualTo("running");
        assertThat(put(version("1.2.0").that("throws-in-start")).state()).isEqualTo("rejected");
    }

    @Test
    void aVersionThatFailedWhenItWasPutBackIsNotOfferedAgain() throws Exception {
        DriverEntry first = put(version("1.0.0").that("fails-to-connect"));
        put(version("1.1.0").that("fails-to-connect"));
        put(version("1.2.0"));
        house.until("rig-1 streams", () -> house.streamsFrom("rig-1", "1.2.0"));
        CompletionStage<DriverEntry> answer = drivers.rollBack("rig.jar").orElseThrow();
        house.until(
                "it fails again",
                () -> house.status("rig.jar").state().equals("handing over")
                        && house.device("rig-1").state() == DeviceState.FAULT);
        house.look(); // and the hand-over has seen it, from when on its patience counts
        house.pass(Patience.DEFAULT.fault());
        DriverEntry entry = house.untilAnswered(answer);
        assertThat(entry.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(entry.state()).isEqualTo("rejected");
        assertThat(entry.version()).isEqualTo("1.2.0");
        assertThat(entry.before()).containsExactly(new Earlier("1.0.0", first.digest()));
    }

    @Test
    void onlySoManyEarlierVersionsAreKept() throws Exception {
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0", "1.1.0", "1.3.0")) {
            put(version(version));
            house.settle();
        }
        assertThat(drivers.find("rig.jar").orElseThrow().before())
                .extracting(Earlier::version)
                .containsExactly("1.1.0", "1.2.0");
        house.until("the others are deleted", () -> house.staged().length == 3);
    }

    @Test
    void whoeverWaitsWhenTheDeployerStopsIsToldSo() throws Exception {
        CompletionStage<DriverEntry> answer = drivers.put("rig.jar", stream(version("1.0.0")));
        house.stopDeployer();
        assertThatThrownBy(() -> answer.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("was stopped before it had decided about rig.jar");
    }

    private DriverEntry put(DriverJars jar) throws Exception {
        return house.untilAnswered(drivers.put("rig.jar", stream(jar)));
    }

    private DriverEntry rollBack() throws Exception {
        return house.untilAnswered(drivers.rollBack("rig.jar").orElseThrow());
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(house.drivers)) {
            return files.filter(file -> !file.toString().endsWith(".txt"))
                    .reduce((one, two) -> {
                        throw new AssertionError(one + " and " + two);
                    })
                    .orElseThrow();
        }
    }

    private static DriverJars version(String version) {
        return DriverJars.driver("rig", version);
    }

    private static InputStream stream(DriverJars jar) {
        return new ByteArrayInputStream(jar.bytes());
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("cable out");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return read();
        }
    }
}
