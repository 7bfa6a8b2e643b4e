// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class StreamLoadTest {
    @TempDir
    Path folder;

    /** What one reader has counted. */
    private record Count(long seen, long missed, long statuses) {}

    @ParameterizedTest(name = "{0} writers, a ring of {1}")
    @CsvSource({"1, 8", "1, 1000", "3, 1", "3, 64", "3, 100000"})
    void whatEachReaderHasSeenAndWhatItWasToldItMissedIsAllThatWasProduced(int writers, int ring) throws Exception {
        int each = 60_000 / writers;
        long produced = (long) each * writers;
        Positions positions = Positions.open(folder.resolve("positions"), Runnable::run, Clock.systemUTC());
        DeviceHub hub = new DeviceHub(
                "pm1",
                new DeviceHub.Limits(ring, 1 << 24, 1000),
                () -> SequenceNumbers.open(folder.resolve("pm1"), 1_000_000, Runnable::run),
                positions,
                positions.first(),
                Clock.systemUTC());
        hub.open();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Count>> counts = new ArrayList<>();
            for (int pause : new int[] {0, 0, 1, 50}) {
                counts.add(threads.submit(new Reading(hub, produced, pause)));
            }
            List<Future<Integer>> written = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                written.add(threads.submit(() -> write(hub, each)));
            }
            for (Future<Integer> done : written) {
                assertThat(done.get(30, TimeUnit.SECONDS)).isEqualTo(each);
            }
            for (Future<Count> count : counts) {
                Count counted = count.get(30, TimeUnit.SECONDS);
                assertThat(counted.seen() + counted.missed()).isEqualTo(produced);
                if (ring > produced) {
                    assertThat(counted.missed()).isZero();
                    assertThat(counted.statuses()).isEqualTo(writers * (each / 1000L));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int write(DeviceHub hub, int count) throws SampleRefused {
        for (int i = 0; i < count; i++) {
            hub.accept(null, i);
            if (i % 1000 == 0) {
                hub.status(DeviceState.STREAMING, Optional.empty(), Optional.empty());
            }
        }
        return count;
    }

    /** Reads until the last number and checks that they rise without a hole that was not told. */
    private static final class Reading implements Callable<Count> {
        private final DeviceHub hub;
        private final FrameCursor cursor;
        private final long produced;
        private final int pauseMillis;
        private long expected;
        private long seen;
        private long missed;
        private long statuses;

        private Reading(DeviceHub hub, long produced, int pauseMillis) {
            this.hub = hub;
            this.cursor = hub.read(StartAt.NOW, () -> {});
            this.produced = produced;
            this.pauseMillis = pauseMillis;
        }

        @Override
        public Count call() throws Exception {
            Semaphore frames = new Semaphore(1);
            Subscription subscription = hub.onFrames(frames::release);
            while (expected < produced) {
                if (!frames.tryAcquire(20, TimeUnit.SECONDS)) {
                    throw new AssertionError("never woken after " + expected);
                }
                frames.drainPermits();
                for (Frame frame = cursor.next(); frame != null; frame = cursor.next()) {
                    take(frame);
                }
                Thread.sleep(pauseMillis); // its pace; nothing is expected of the time
            }
            subscription.close();
            return new Count(seen, missed, statuses);
        }

        private void take(Frame frame) {
            if (frame.kind() == Frame.Kind.DATA) {
                assertThat(frame.sequence()).isEqualTo(expected);
                expected++;
                seen++;
            } else if (frame.kind() == Frame.Kind.GAP) {
                JsonNode gap = Told.json(frame);
                assertThat(gap.get("reason").asText()).isEqualTo("overtaken");
                assertThat(gap.get("from").asLong()).isEqualTo(expected);
                expected = gap.get("to").asLong() + 1;
                missed += expected - gap.get("from").asLong();
            } else {
                statuses++;
            }
        }
    }
}
