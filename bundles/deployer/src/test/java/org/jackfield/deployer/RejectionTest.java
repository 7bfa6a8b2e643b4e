// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jackfield.deployer.Verdict.Cure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;

final class RejectionTest {
    private static final Limits LIMITS = new Limits(100_000, 10, 200_000);

    @AutoClose
    private House house;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        house = new House(home, new Rules(LIMITS, Patience.DEFAULT, 3, false));
    }

    static Stream<Arguments> unfitJars() {
        return Stream.of(
                arguments(good().without("Bundle-ManifestVersion"), "is not an OSGi bundle"),
                arguments(good().without("Bundle-SymbolicName"), "has no Bundle-SymbolicName"),
                arguments(good().without("Bundle-Version"), "needs a Bundle-Version like 1.2.3, it has none"),
                arguments(good().header("Bundle-Version", "one"), "needs a Bundle-Version like 1.2.3, it has 'one'"),
                arguments(good().header("Bundle-SymbolicName", "rig; singleton:=true"), "is a singleton"),
                arguments(good().header("Bundle-SymbolicName", "rig;singleton:=\"true\""), "is a singleton"),
                arguments(good().header("Fragment-Host", "system.bundle"), "must not have Fragment-Host"),
                arguments(good().header("DynamicImport-Package", "*"), "must not have DynamicImport-Package"),
                arguments(
                        good().header("Export-Package", "a;x=\"b,c\";version=1,org.jackfield.device;version=9"),
                        "must not export org.jackfield.device"),
                arguments(good().entry("../../evil.sh", bytes(1)), "points out of it: '../../evil.sh'"),
                arguments(good().entry("a\\..\\b", bytes(1)), "points out of it"),
                arguments(good().entry("zeros", bytes(200_001)), "unpacks to more than 200000 bytes"));
    }

    @ParameterizedTest
    @MethodSource("unfitJars")
    void anUnfitJarIsRejectedInPlainWordsBeforeTheFrameworkSeesIt(DriverJars jar, String words) throws Exception {
        house.drop("rig.jar", jar);
        Verdict.Rejected rejected = house.untilRejected("rig.jar");
        assertThat(rejected.reason()).contains(words);
        assertThat(rejected.cure()).isEqualTo(Cure.NEW_BYTES);
        assertThat(house.note("rig.jar"))
                .content()
                .startsWith("rig.jar was rejected: it " + rejected.reason())
                .contains("It is tried again when its bytes change.");
        assertThat(house.driverBundles()).isEmpty();
        assertThat(house.events).isEmpty();
    }

    @Test
    void aJarWithTooManyEntriesIsRejected() throws Exception {
        DriverJars jar = good();
        for (int i = 0; i < LIMITS.entries(); i++) {
            jar.entry("entry-" + i, bytes(1));
        }
        house.drop("rig.jar", jar);
        assertThat(house.untilRejected("rig.jar").reason()).isEqualTo("has 18 entries, at most 10 are taken");
    }

    @Test
    void aJarThatIsTooLargeIsNotEvenCopied() throws Exception {
        byte[] jar = good().bytes();
        house.drop("rig.jar", concat(bytes(100_001), jar));
        assertThat(house.untilRejected("rig.jar").reason()).contains("at most 100000 are taken");
        assertThat(house.staged()).isEmpty();
    }

    @Test
    void aDamagedEntryIsFoundBeforeItsClassIsNeeded() throws Exception {
        byte[] text = "a text to be found again and changed".repeat(10).getBytes(StandardCharsets.US_ASCII);
        byte[] jar = good().entry("damaged.txt", text).bytes();
        int middle = new String(jar, StandardCharsets.ISO_8859_1).indexOf("damaged.txt") + 20;
        jar[middle] ^= 0x55;
        house.drop("rig.jar", jar);
        assertThat(house.untilRejected("rig.jar").reason())
                .startsWith("is damaged")
                .contains("'damaged.txt'");
    }

    @Test
    void aJarThatClaimsMoreThanItHoldsIsRejectedBeforeAnybodyReservesThatMuch() throws Exception {
        byte[] jar = good().entry("boast.txt", bytes(100)).bytes();
        int nameInDirectory = new String(jar, StandardCharsets.ISO_8859_1).lastIndexOf("boast.txt");
        int claimedSize = nameInDirectory - 46 + 24; // where a central directory header has name and size
        Arrays.fill(jar, claimedSize, claimedSize + 3, (byte) 0xff);
        house.drop("rig.jar", jar);
        assertThat(house.untilRejected("rig.jar").reason()).contains("'boast.txt' is said to have 16777215 bytes");
    }

    @Test
    void aHalfWrittenCopyWaitsAndRunsOnceItIsWhole() throws Exception {
        byte[] jar = good().bytes();
        Path file = house.drop("rig.jar", Arrays.copyOf(jar, jar.length / 2));
        house.look();
        house.look();
        assertThat(house.status("rig.jar").verdict())
                .isInstanceOfSatisfying(Verdict.Waiting.class, waiting -> assertThat(waiting.reason())
                        .contains("is not a readable ZIP"));
        house.pass(Duration.ofMillis(900));
        house.look();
        assertThat(house.status("rig.jar").state()).isEqualTo("waiting");
        Files.write(file, jar);
        house.untilRuns("rig.jar", "1.0.0");
        assertThat(house.note("rig.jar")).doesNotExist();
    }

    @Test
    void aHalfWrittenCopyOverARunningDriverLeavesItAlone() throws Exception {
        house.drop("rig.jar", good());
        house.untilRuns("rig.jar", "1.0.0");
        byte[] next = DriverJars.driver("rig", "1.1.0").bytes();
        house.drop("rig.jar", Arrays.copyOf(next, next.length - 10));
        house.look();
        house.look();
        house.pass(Duration.ofSeconds(2));
        assertThat(house.untilRejected("rig.jar").reason()).contains("is not a readable ZIP");
        assertThat(house.drivers.resolve("rig.jar")).exists();
        assertThat(house.events).containsExactly("rig.jar 1.0.0 started");
        house.drop("rig.jar", next);
        house.untilRuns("rig.jar", "1.1.0");
        assertThat(house.note("rig.jar")).doesNotExist();
    }

    @Test
    void whatIsMissingIsNamedWithWhatIsThereInstead() throws Exception {
        house.drop(
                "rig.jar",
                good().header(
                                "Import-Package",
                                "org.jackfield.device,org.osgi.framework,lib.old;version=\"[2,3)\",lib.none"));
        Verdict.Rejected rejected = house.untilRejected("rig.jar");
        assertThat(rejected.reason())
                .contains("needs package lib.old [2,3), nobody provides it;"
                        + " 1.4 is present from bundle org.apache.felix.framework")
                .contains("needs package lib.none, nobody provides it");
        assertThat(house.driverBundles()).isEmpty();
    }

    @Test
    void aDriverForANewerJavaIsToldSo() throws Exception {
        house.drop(
                "rig.jar", good().header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""));
        assertThat(house.untilRejected("rig.jar").reason())
                .isEqualTo("needs JavaSE 99, this is Java " + Runtime.version().feature());
    }

    @Test
    void aDriverStartsOnceWhatItWasMissingArrives() throws Exception {
        house.drop("rig.jar", good().header("Import-Package", "org.jackfield.device,org.osgi.framework,lib"));
        house.untilRejected("rig.jar");
        house.drop("lib.jar", library());
        house.untilRuns("lib.jar", "1.0.0");
        house.untilRuns("rig.jar", "1.0.0");
        assertThat(house.note("rig.jar")).doesNotExist();
    }

    @Test
    void aDriverMayNotHaveTheNameOfABundleThatIsNone() throws Exception {
        Bundle platform = house.context()
                .installBundle("platform", new ByteArrayInputStream(library().bytes()));
        house.drop("rig.jar", DriverJars.driver("lib", "9.0.0"));
        assertThat(house.untilRejected("rig.jar").reason())
                .isEqualTo("has the symbolic name of a bundle that is no driver, lib 1.0.0:"
                        + " a driver needs one of its own");
        platform.uninstall();
        house.untilRuns("rig.jar", "9.0.0");
        house.drop("framework.jar", DriverJars.driver("org.apache.felix.framework", "9.0.0"));
        assertThat(house.untilRejected("framework.jar").reason()).contains("a driver needs one of its own");
    }

    @Test
    void ofTwoFilesWithOneSymbolicNameTheSecondWaitsForTheFirstToGo() throws Exception {
        Path first = house.drop("rig-1.0.jar", good());
        house.untilRuns("rig-1.0.jar", "1.0.0");
        house.drop("rig-1.1.jar", DriverJars.driver("rig", "1.1.0"));
        assertThat(house.untilRejected("rig-1.1.jar").reason())
                .isEqualTo("has the symbolic name rig, as has rig-1.0.jar: one of the two has to go");
        house.until("rig-1 streams", () -> house.streamsFrom("rig-1", "1.0.0"));
        Files.delete(first);
        house.untilRuns("rig-1.1.jar", "1.1.0");
    }

    @Test
    void whatWasTriedAndFailedIsNotTriedAgainUntilItsBytesChange() throws Exception {
        Path jar = house.drop("rig.jar", good().that("throws-in-start"));
        Verdict.Rejected rejected = house.untilRejected("rig.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
        int installs = house.installs.get();
        house.look();
        house.settle();
        assertThat(house.untilRejected("rig.jar")).isEqualTo(rejected);
        assertThat(house.installs).hasValue(installs);
        house.drop("rig.jar", good());
        house.untilRuns("rig.jar", "1.0.0");
    }

    @Test
    void theNoteGoesWithItsJar() throws Exception {
        Path jar = house.drop("rig.jar", good().without("Bundle-Version"));
        house.untilRejected("rig.jar");
        assertThat(house.note("rig.jar")).exists();
        Files.delete(jar);
        house.until("it is forgotten", () -> house.statuses().isEmpty());
        assertThat(house.note("rig.jar")).doesNotExist();
    }

    private static DriverJars good() {
        return DriverJars.driver("rig", "1.0.0");
    }

    private static DriverJars library() {
        return DriverJars.driver("lib", "1.0.0")
                .without("Bundle-Activator")
                .header("Export-Package", "lib")
                .entry("lib/resource", bytes(1));
    }

    private static byte[] bytes(int length) {
        return new byte[length];
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
