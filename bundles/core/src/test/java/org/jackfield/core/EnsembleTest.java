// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.jackfield.stream.DeviceState.FAULT;
import static org.jackfield.stream.DeviceState.STREAMING;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jackfield.stream.Frame;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EnsembleTest {
    @TempDir
    Path folder;

    private TestPanel panel = new TestPanel(Path.of("target", "unused"), 1);

    @BeforeEach
    void setUp() {
        panel = new TestPanel(folder, 100);
    }

    private static List<Frame> drain(Ensemble reader) {
        List<Frame> frames = new ArrayList<>();
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
            frames.add(frame);
        }
        return frames;
    }

    @Test
    void aReaderOfNothingGetsNothing() {
        Ensemble reader = panel.ensemble(() -> {});

        assertThat(reader.next()).isNull();
        assertThat(reader.patterns()).isEmpty();
        assertThat(reader.deviceIds()).isEmpty();
    }

    @Test
    void framesOfAllDevicesComeInTheOrderInWhichTheyHappened() {
        panel.device("a");
        panel.device("b");
        Ensemble reader = panel.ensemble("*", StartAt.NOW);
        assertThat(Told.named(reader)).containsExactlyInAnyOrder("a offline", "b offline");

        panel.samples("a", 1).samples("b", 2).samples("a", 1).status("b", STREAMING);
        panel.samples("a", 1);

        assertThat(reader.lag()).isEqualTo(6);
        assertThat(Told.named(reader)).containsExactly("a 0", "b 0", "b 1", "a 1", "b streaming", "a 2");
        assertThat(reader.lag()).isZero();
        assertThat(Told.named(reader)).isEmpty();
    }

    @Test
    void devicesThatComeLaterJoinByThemselvesWithTheirFirstFrame() {
        Ensemble reader = panel.ensemble("lab1-*", StartAt.NOW);
        panel.samples("lab1-a", 2).samples("lab2-a", 2);
        assertThat(Told.named(reader)).as("nobody has told it yet").isEmpty();

        reader.appeared(panel.device("lab1-a"));
        reader.appeared(panel.device("lab2-a"));
        reader.appeared(panel.device("lab1-a"));

        assertThat(Told.named(reader)).containsExactly("lab1-a offline", "lab1-a 0", "lab1-a 1");
        assertThat(reader.deviceIds()).containsExactly("lab1-a");
    }

    @Test
    void aDeviceThatHadNumbersInAnEarlierRunJoinsWithoutAGap() {
        panel.samples("a", 5);
        TestPanel again = new TestPanel(folder, 100);
        Ensemble reader = again.ensemble("*", StartAt.NOW);
        again.samples("a", 1);

        reader.appeared(again.device("a"));

        assertThat(Told.named(reader)).containsExactly("a offline", "a 100000");
    }

    @Test
    void aDeviceWhoseStreamHasEndedLeavesOnceItIsReadAndJoinsAgain() {
        panel.samples("a", 1);
        Ensemble reader = panel.ensemble("*", StartAt.NOW);
        Told.named(reader);
        panel.samples("a", 1).end("a", reader);

        assertThat(Told.named(reader)).containsExactly("a 1");
        assertThat(reader.deviceIds()).isEmpty();

        panel.samples("a", 1);
        reader.appeared(panel.device("a"));
        assertThat(Told.named(reader)).containsExactly("a offline", "a 2");
    }

    @Test
    void aDeviceIsWantedAsLongAsSomebodyReadsItAmongOthers() {
        panel.device("a");
        Ensemble reader = panel.ensemble("*", StartAt.NOW);
        assertThat(panel.device("a").info().readers()).isEqualTo(1);

        reader.close();
        reader.close();

        assertThat(panel.device("a").info().readers()).isZero();
        panel.samples("a", 1);
        assertThat(reader.next()).isNull();
    }

    @Test
    void aDeviceIsReadThroughTheOldestPatternThatMatches() {
        panel.samples("a", 1).samples("b", 1);
        Ensemble reader = panel.ensemble("a", StartAt.last(1));
        reader.add("*", View.WHOLE, StartAt.NOW);
        assertThat(Told.named(reader)).containsExactly("a offline", "a 0", "b offline");

        assertThat(reader.remove("a")).isTrue();
        assertThat(reader.remove("a")).isFalse();
        panel.samples("a", 1).samples("b", 1);
        assertThat(Told.named(reader)).containsExactly("a 1", "b 1");

        assertThat(reader.remove("*")).isTrue();
        panel.samples("a", 1).samples("b", 1);
        assertThat(Told.named(reader)).isEmpty();
        assertThat(reader.patterns()).isEmpty();
    }

    @Test
    void theSamePatternAgainReplacesIt() {
        panel.samples("a", 3);
        Ensemble reader = panel.ensemble("*", StartAt.NOW);
        Told.named(reader);

        reader.add("*", View.WHOLE, StartAt.last(2));

        assertThat(Told.named(reader)).containsExactly("a offline", "a 1", "a 2");
        assertThat(reader.patterns()).containsExactly("*");
        assertThat(panel.device("a").info().readers()).isEqualTo(1);
    }

    @Test
    void whoComesBackWithAPositionMissesNothingAndGetsNothingTwice() {
        panel.samples("a", 2).samples("b", 2);
        Ensemble reader = panel.ensemble("*", StartAt.NOW);
        panel.samples("a", 1).samples("b", 1).samples("a", 2);
        List<Frame> first = drain(reader);
        reader.close();
        for (int kept = 1; kept <= first.size(); kept++) {
            List<String> all = new ArrayList<>();
            first.subList(0, kept).forEach(frame -> all.add(frame.deviceId() + " " + Told.of(frame)));
            long position = first.get(kept - 1).position();

            all.addAll(Told.named(panel.ensemble("*", StartAt.afterPosition(position))));

            all.removeIf(told -> told.endsWith("offline"));
            assertThat(all).containsExactly("a 2", "b 2", "a 3", "a 4");
        }
    }

    @Test
    void whatWasMissedMeanwhileIsToldPerDevice() {
        TestPanel small = new TestPanel(folder, 3);
        Ensemble reader = small.ensemble("*", StartAt.NOW);
        small.samples("a", 1).samples("b", 1);
        reader.appeared(small.device("a"));
        reader.appeared(small.device("b"));
        List<Frame> read = drain(reader);
        small.samples("a", 5).samples("b", 1);
        Ensemble back = small.ensemble(
                "*", StartAt.afterPosition(read.get(read.size() - 1).position()));

        assertThat(Told.named(back))
                .containsExactlyInAnyOrder("a offline", "b offline", "a gap 0-2 expired", "a 3", "a 4", "a 5", "b 1")
                .containsSubsequence("a gap 0-2 expired", "a 3", "a 4", "a 5", "b 1");
        assertThat(Told.named(reader)).containsExactly("a gap 1-2 overtaken", "a 3", "a 4", "a 5", "b 1");
    }

    @Test
    void positionsNeverFall() {
        panel.samples("a", 20).samples("b", 20).status("a", FAULT);
        Ensemble reader = panel.ensemble("a", StartAt.NOW);
        List<Frame> frames = drain(reader);
        reader.add("b", View.WHOLE, StartAt.last(10));
        frames.addAll(drain(reader));
        panel.samples("a", 3);
        frames.addAll(drain(reader));

        assertThat(frames).hasSize(1 + 11 + 3);
        assertThat(frames.stream().map(Frame::position)).isSorted();
    }

    @Test
    void theReaderIsWokenOnceUntilItHasLooked() {
        panel.device("a");
        panel.device("b");
        AtomicInteger woken = new AtomicInteger();
        Ensemble reader = panel.ensemble(woken::incrementAndGet);
        reader.add("*", View.WHOLE, StartAt.NOW);
        Told.named(reader);
        woken.set(0);

        panel.samples("a", 5).samples("b", 5);
        assertThat(woken).hasValue(1);

        Told.named(reader);
        panel.samples("b", 5);
        assertThat(woken).hasValue(2);
    }

    @Test
    void moreThanAThousandPatternsAreRefused() {
        Ensemble reader = panel.ensemble(() -> {});
        for (int i = 0; i < 1000; i++) {
            reader.add("d" + i, View.WHOLE, StartAt.NOW);
        }
        reader.add("d7", View.WHOLE, StartAt.NOW);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.add("x", View.WHOLE, StartAt.NOW))
                .withMessage("at most 1000 patterns can be read at once, 'x' is one more");
        assertThat(reader.patterns()).hasSize(1000).startsWith("d0").doesNotContain("x");
    }

    @Test
    void manyDevicesThatWriteAtOnceAreReadInOneOrderWithNothingLost() throws Exception {
        TestPanel large = new TestPanel(folder, 200_000);
        int devices = 40;
        int each = 2000;
        for (int i = 0; i < devices; i++) {
            large.device("d" + i);
        }
        Semaphore woken = new Semaphore(0);
        Ensemble reader = large.ensemble(woken::release);
        reader.add("*", View.WHOLE, StartAt.NOW);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread;
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        for (int device = first; device < devices; device += 4) {
                            large.sample("d" + device, i);
                        }
                    }
                }));
            }
            assertThatAllComeInOrder(reader, woken, devices * each);
            for (Future<?> writer : writers) {
                assertThat(writer.get(20, TimeUnit.SECONDS)).isNull();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertThatAllComeInOrder(Ensemble reader, Semaphore woken, int count)
            throws InterruptedException {
        Map<String, Long> next = new HashMap<>();
        long position = -1;
        int read = 0;
        while (read < count) {
            Frame frame = reader.next();
            if (frame == null) {
                assertThat(woken.tryAcquire(20, TimeUnit.SECONDS))
                        .as("woken after " + read)
                        .isTrue();
                continue;
            }
            assertThat(frame.position()).isGreaterThanOrEqualTo(position);
            if (frame.kind() == Frame.Kind.DATA) {
                assertThat(frame.position()).isGreaterThan(position);
                assertThat(frame.sequence()).isEqualTo(next.getOrDefault(frame.deviceId(), 0L));
                next.put(frame.deviceId(), frame.sequence() + 1);
                read++;
            }
            position = frame.position();
        }
    }
}
