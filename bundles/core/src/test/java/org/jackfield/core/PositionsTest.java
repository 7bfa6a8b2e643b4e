// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PositionsTest {
    private static final long BLOCK = 1L << 30;

    @TempDir
    Path folder;

    private Positions open(Executor disk) {
        return Positions.open(folder.resolve("positions"), disk, TestStream.CLOCK);
    }

    private long onDisk() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("positions")).strip());
    }

    @Test
    void positionsRiseByOneFromOne() {
        Positions positions = open(Runnable::run);

        assertThat(positions.first()).isEqualTo(1);
        assertThat(positions.take()).isEqualTo(1);
        assertThat(positions.take()).isEqualTo(2);
        assertThat(positions.peek()).isEqualTo(3);
    }

    @Test
    void afterACleanEndTheyGoOnAndAfterACrashTheyGoOnHigher() throws Exception {
        Positions first = open(Runnable::run);
        first.take();
        assertThat(onDisk()).isEqualTo(1 + BLOCK);

        Positions crashed = open(Runnable::run);
        assertThat(crashed.first()).isEqualTo(1 + BLOCK);
        crashed.take();
        crashed.close();

        assertThat(open(Runnable::run).first()).isEqualTo(2 + BLOCK);
    }

    @Test
    void aFileThatIsNoNumberGivesWayToTheClock() throws Exception {
        Files.writeString(folder.resolve("positions"), "rubbish");

        Positions positions = open(Runnable::run);

        assertThat(positions.first()).isEqualTo(TestStream.NOW.toEpochMilli() * 1000);
        assertThat(positions.available()).isTrue();
        assertThat(onDisk()).isEqualTo(positions.first() + BLOCK);
    }

    @Test
    void withoutADiskNoSampleIsNumberedUntilThereIsOne() throws Exception {
        Files.createDirectories(folder.resolve("positions")); // a folder can be neither read nor replaced
        Files.createFile(folder.resolve("positions").resolve("full"));
        Queue<Runnable> disk = new ArrayDeque<>();
        Positions positions = open(disk::add);
        assertThat(positions.available()).isFalse();
        assertThat(positions.take()).as("a status cannot be refused").isPositive();

        Files.delete(folder.resolve("positions").resolve("full"));
        Files.delete(folder.resolve("positions"));
        assertThat(disk).hasSize(1);
        disk.remove().run();

        assertThat(positions.available()).isTrue();
        assertThat(onDisk()).isGreaterThan(positions.peek());
    }
}
