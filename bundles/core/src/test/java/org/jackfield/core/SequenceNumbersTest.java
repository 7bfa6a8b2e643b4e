// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class SequenceNumbersTest {
    private static final Executor AT_ONCE = Runnable::run;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("sequences").resolve("pm1");
    }

    private SequenceNumbers open(int block, Executor disk) throws IOException {
        return SequenceNumbers.open(file, block, disk);
    }

    private long onDisk() throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    private static void take(SequenceNumbers numbers, int count) {
        long first = numbers.peek();
        for (int i = 0; i < count; i++) {
            assertThat(numbers.next()).isEqualTo(first + i);
        }
    }

    /** A disk that works when the test says so. */
    private static final class SlowDisk implements Executor {
        private final Queue<Runnable> waiting = new ArrayDeque<>();

        @Override
        public void execute(Runnable work) {
            waiting.add(work);
        }

        private void work() {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
        }
    }

    @Test
    void aDeviceBeginsAtZeroAndRisesByOne() throws Exception {
        SequenceNumbers numbers = open(100, AT_ONCE);

        assertThat(numbers.first()).isZero();
        assertThat(numbers.peek()).isZero();
        take(numbers, 1000);
        assertThat(numbers.peek()).isEqualTo(1000);
    }

    @Test
    void afterACleanEndItGoesOnExactlyThere() throws Exception {
        for (int run = 0; run < 5; run++) {
            SequenceNumbers numbers = open(100, AT_ONCE);
            assertThat(numbers.first()).isEqualTo(run * 77L);
            take(numbers, 77);
            numbers.close();
            assertThat(numbers.next()).isEqualTo(SequenceNumbers.NONE);
            assertThat(numbers.peek()).isEqualTo((run + 1) * 77L);
        }
    }

    @Test
    void afterACrashItGoesOnAboveAllThatWasGivenOut() throws Exception {
        long above = 0;
        for (int run = 0; run < 20; run++) {
            SequenceNumbers numbers = open(10, AT_ONCE);
            assertThat(numbers.first()).isGreaterThanOrEqualTo(above).isLessThanOrEqualTo(above + 20);
            take(numbers, run);
            above = numbers.peek();
        }
    }

    @Test
    void noNumberIsGivenOutThatTheFileDoesNotCover() throws Exception {
        SlowDisk disk = new SlowDisk();
        SequenceNumbers numbers = open(10, disk);
        for (int i = 0; i < 1000; i++) {
            long number = numbers.next();
            assertThat(number).isLessThan(onDisk());
            if (i % 7 == 0) {
                disk.work();
            }
        }
        assertThat(numbers.peek()).isGreaterThan(500);
    }

    @Test
    void theNextBlockIsReservedWhileHalfOfThePresentOneIsLeft() throws Exception {
        SlowDisk disk = new SlowDisk();
        SequenceNumbers numbers = open(10, disk);
        take(numbers, 5);
        assertThat(disk.waiting).isEmpty();

        take(numbers, 1);
        assertThat(disk.waiting).hasSize(1);
        take(numbers, 4);
        assertThat(disk.waiting).as("one reservation at a time").hasSize(1);
    }

    @Test
    void whileTheDiskStallsThereIsNoNumberAndAfterwardsNoneIsMissing() throws Exception {
        SlowDisk disk = new SlowDisk();
        SequenceNumbers numbers = open(10, disk);
        take(numbers, 10);
        assertThat(numbers.next()).isEqualTo(SequenceNumbers.NONE);
        assertThat(numbers.next()).isEqualTo(SequenceNumbers.NONE);

        disk.work();

        take(numbers, 10);
        assertThat(numbers.first()).isZero();
    }

    @Test
    void aDiskThatFailsAndRecoversCostsOnlyTheTimeBetween() throws Exception {
        SequenceNumbers numbers = open(10, AT_ONCE);
        Path aside = folder.resolve("aside");
        Files.move(file.getParent(), aside);
        take(numbers, 10);
        assertThat(numbers.next()).isEqualTo(SequenceNumbers.NONE);

        Files.move(aside, file.getParent());

        take(numbers, 30);
        assertThat(onDisk()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void aDiskThatHasShutDownIsNoReasonToThrow() throws Exception {
        SequenceNumbers numbers = open(10, work -> {
            throw new RejectedExecutionException("shut down");
        });
        take(numbers, 10);

        assertThat(numbers.next()).isEqualTo(SequenceNumbers.NONE);
        numbers.close();
        assertThat(onDisk()).isEqualTo(10);
    }

    @Test
    void aReservationUnderWayDoesNotUndoACleanEnd() throws Exception {
        SlowDisk disk = new SlowDisk();
        SequenceNumbers numbers = open(10, disk);
        take(numbers, 8);
        numbers.close();
        disk.work();

        assertThat(onDisk()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-5", "1.5", "1234567890123456789", "12 13"})
    void aFileThatHoldsNoNumberIsQuotedWithWhatToDo(String content) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> open(10, AT_ONCE))
                .withMessage("expected a whole number in " + file + ", found '" + content
                        + "'; delete it to begin again at 0, or write a number above all ever seen");
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void aFileOfBytesThatAreNoTextIsQuotedAsWell() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> open(10, AT_ONCE))
                .withMessageStartingWith("expected a whole number in " + file);
    }

    @Test
    void devicesWhoseNamesDifferOnlyInAnEndingDoNotMeet() throws Exception {
        SequenceNumbers odd = SequenceNumbers.open(file.resolveSibling("pm1.new"), 10, AT_ONCE);
        take(odd, 7);
        odd.close();

        take(open(10, AT_ONCE), 100);

        assertThat(SequenceNumbers.open(file.resolveSibling("pm1.new"), 10, AT_ONCE)
                        .first())
                .isEqualTo(7);
    }

    @Test
    void underLoadWithADiskOfItsOwnNumbersRiseByOneAndStayBelowTheFile() throws Exception {
        ExecutorService disk = Executors.newSingleThreadExecutor();
        try {
            SequenceNumbers numbers = open(500, disk);
            long expected = 0;
            while (expected < 50_000) {
                long number = numbers.next();
                if (number == SequenceNumbers.NONE) {
                    Thread.onSpinWait();
                    continue;
                }
                assertThat(number).isEqualTo(expected++);
                if (number % 250 == 0) {
                    assertThat(onDisk()).isGreaterThan(number);
                }
            }
            numbers.close();
        } finally {
            disk.shutdown();
            assertThat(disk.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(onDisk()).isEqualTo(50_000);
    }
}
