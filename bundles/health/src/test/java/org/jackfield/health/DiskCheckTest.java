// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskCheckTest {
    /** More than any disk has. */
    private static final long TOO_MUCH = 1L << 62;

    @TempDir
    Path home;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectory(home.resolve("data"));
        Files.createDirectory(home.resolve("drivers"));
    }

    @Test
    void roomEnoughIsToldForBothFolders() {
        Result result = new DiskCheck(home, 2, 1).execute();
        assertThat(result.getStatus()).isEqualTo(Status.OK);
        assertThat(Said.by(result)).hasSize(2).allMatch(line -> line.matches("OK .*B are free for (data|drivers)"));
    }

    @Test
    void lessThanThereShouldBeIsAWarning() {
        Result result = new DiskCheck(home, TOO_MUCH, 1).execute();
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(Said.by(result)).allMatch(line -> line.endsWith("4.0 EiB should be"));
    }

    @Test
    void lessThanThereMustBeIsCritical() {
        Result result = new DiskCheck(home, TOO_MUCH, TOO_MUCH).execute();
        assertThat(result.getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(Said.by(result)).allMatch(line -> line.endsWith("4.0 EiB must be"));
    }

    @Test
    void aFolderThatIsGoneIsCriticalAndWhereItWasIsForTheConsoleAlone() throws IOException {
        Files.delete(home.resolve("data"));
        Result result = new DiskCheck(home, 2, 1).execute();
        assertThat(result.getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(Said.by(result)).contains("CRITICAL the folder data of the home cannot be looked at");
        assertThat(Said.by(result)).noneMatch(line -> line.contains(home.toString()));
        assertThat(result.iterator().next().getException()).hasMessageContaining(home.toString());
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new DiskCheck(home, 1, 2)).hasMessageContaining("was 2 of 1 bytes");
        assertThatThrownBy(() -> new DiskCheck(home, 1, 0)).hasMessageContaining("was 0 of 1 bytes");
    }
}
