// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A driver, a subscriber that asks as it likes, and an executor of several threads, each at its own pace. */
class FramesUnderLoadTest {
    private static final int SAMPLES = 20_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    static LongStream seeds() {
        return new Random(1).longs(20);
    }

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyNumberComesOnceOrInOneGap(long seed) throws InterruptedException {
        Random random = new Random(seed);
        TestStream stream = new TestStream(1 + random.nextInt(500));
        RecordingSubscriber subscriber = new RecordingSubscriber();
        Frames.publisher(stream, StartAt.NOW, threads).subscribe(subscriber);
        TestExecutor.await(() -> subscriber.subscription != null);
        Thread driver = driver(stream, random.nextLong());
        while (driver.isAlive()) {
            subscriber.request(1 + random.nextInt(300));
            LockSupport.parkNanos(random.nextInt(200_000));
        }
        driver.join();
        subscriber.request(SAMPLES);
        TestExecutor.await(() -> subscriber.last() == SAMPLES - 1);
        assertThat(accountedFor(subscriber.frames)).isEqualTo(SAMPLES);
        assertThat(subscriber.broken).isEmpty();
        assertThat(subscriber.ends).isEmpty();
        subscriber.subscription.cancel();
        TestExecutor.await(() -> stream.readers.get() == 0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverCancelsAtAnyMomentLeavesNothingBehind(long seed) throws InterruptedException {
        Random random = new Random(seed);
        TestStream stream = new TestStream(100);
        Thread driver = driver(stream, random.nextLong());
        while (driver.isAlive()) {
            DeviceStream.Subscription subscription = Frames.listen(stream, StartAt.NOW, threads, frame -> {});
            LockSupport.parkNanos(random.nextInt(50_000));
            subscription.close();
        }
        driver.join();
        TestExecutor.await(() -> stream.readers.get() == 0);
        assertThat(stream.wakes).isEmpty();
    }

    private static Thread driver(TestStream stream, long seed) {
        Random random = new Random(seed);
        Thread driver = new Thread(() -> {
            for (int i = 0; i < SAMPLES; i++) {
                stream.append();
                if (random.nextInt(200) == 0) {
                    LockSupport.parkNanos(random.nextInt(100_000));
                }
            }
        });
        driver.start();
        return driver;
    }

    private static long accountedFor(List<Frame> frames) {
        long expected = 0;
        for (Frame frame : frames) {
            TestFrame told = (TestFrame) frame;
            assertThat(told.from()).isEqualTo(expected);
            expected = told.kind() == Frame.Kind.GAP ? told.sequence() : told.sequence() + 1;
        }
        return expected;
    }
}
