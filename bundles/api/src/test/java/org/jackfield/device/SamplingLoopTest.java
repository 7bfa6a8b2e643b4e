// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SamplingLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final StreamSettings TEN_PER_SECOND = new StreamSettings(10);
    private static final long PERIOD = 100_000_000;

    private final RecordingSink sink = new RecordingSink();

    /** When samples are taken, in periods since the start, if each takes as long as it says. */
    private List<Double> timesOfSamplesTaking(long begin, double... periods) throws InterruptedException {
        ManualTicker ticker = new ManualTicker(begin);
        List<Double> times = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        SamplingLoop loop = new SamplingLoop(
                "thermometer",
                () -> {
                    times.add((ticker.nanos() - begin) / (double) PERIOD);
                    if (times.size() > periods.length) {
                        over.countDown();
                        new CountDownLatch(1).await();
                    }
                    ticker.pass((long) (periods[times.size() - 1] * PERIOD));
                    return times.size();
                },
                ticker);
        loop.start(sink, TEN_PER_SECOND);
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        loop.stop(PATIENCE);
        return times;
    }

    @Test
    void samplesAreDueAtMultiplesOfThePeriodWhateverEachOneTook() throws Exception {
        assertThat(timesOfSamplesTaking(0, 0, 0.3, 0.9, 0.01, 0.5)).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
    }

    @Test
    void overdueSamplesAreLeftOutAndNotTakenInABurst() throws Exception {
        assertThat(timesOfSamplesTaking(0, 0, 3.5, 0, 1.2, 0)).containsExactly(0.0, 1.0, 5.0, 6.0, 8.0, 9.0);
    }

    @Test
    void theClockMayRunOverItsLargestValue() throws Exception {
        assertThat(timesOfSamplesTaking(Long.MAX_VALUE - PERIOD, 0, 1.5, 0)).containsExactly(0.0, 1.0, 3.0, 4.0);
    }

    @Test
    void samplesReachTheSinkInTheOrderInWhichTheyWereTaken() throws Exception {
        AtomicInteger count = new AtomicInteger();
        SamplingLoop loop = new SamplingLoop("counter", count::getAndIncrement);
        loop.start(sink, new StreamSettings(10_000));

        for (int i = 0; i < 20; i++) {
            assertThat(sink.awaitSample()).isEqualTo(i);
        }
        loop.stop(PATIENCE);
    }

    @Test
    void anExceptionEndsTheLoopAndReachesTheSink() throws Exception {
        IOException cause = new IOException("the line is dead");
        SamplingLoop loop = new SamplingLoop("broken", () -> {
            throw cause;
        });
        loop.start(sink, TEN_PER_SECOND);

        assertThat(sink.awaitFailure()).isSameAs(cause);
        loop.stop(PATIENCE);
        assertThat(loop.isRunning()).isFalse();
    }

    @Test
    void anErrorIsAsVisibleAsAnException() throws Exception {
        SamplingLoop loop = new SamplingLoop("broken", () -> {
            throw new NoClassDefFoundError("com/vendor/Sdk");
        });
        loop.start(sink, TEN_PER_SECOND);

        assertThat(sink.awaitFailure()).isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void stopInterruptsASampleThatIsBeingTakenAndThatIsNoFailure() throws Exception {
        CountDownLatch sampling = new CountDownLatch(1);
        SamplingLoop loop = new SamplingLoop("blocked", () -> {
            sampling.countDown();
            new CountDownLatch(1).await();
            return 0;
        });
        loop.start(sink, TEN_PER_SECOND);
        sampling.await();
        assertThat(loop.isRunning()).isTrue();

        loop.stop(PATIENCE);

        assertThat(loop.isRunning()).isFalse();
        assertThat(sink.hasFailure()).isFalse();
    }

    @Test
    void stopEndsTheSleepBetweenTwoSamples() throws Exception {
        SamplingLoop loop = new SamplingLoop("slow", () -> 0);
        loop.start(sink, new StreamSettings(0.001));
        sink.awaitSample();

        loop.stop(PATIENCE);

        assertThat(loop.isRunning()).isFalse();
        assertThat(sink.hasFailure()).isFalse();
    }

    @Test
    void aSamplerMayStopItsOwnLoopEvenWithItsFirstSample() throws Exception {
        AtomicReference<SamplingLoop> self = new AtomicReference<>();
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        SamplingLoop loop = new SamplingLoop("selfish", () -> {
            self.get().stop(PATIENCE);
            threads.add(Thread.currentThread());
            return 0;
        });
        self.set(loop);

        loop.start(sink, new StreamSettings(100_000));

        threads.take().join(PATIENCE.toMillis());
        assertThat(loop.isRunning()).isFalse();
        assertThat(threads).as("samples after the first").isEmpty();
        assertThat(sink.hasFailure()).isFalse();
    }

    @Test
    void startingTwiceMakesOneThreadOnly() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        SamplingLoop loop = new SamplingLoop("single", () -> threads.add(Thread.currentThread()));
        loop.start(sink, new StreamSettings(10_000));
        loop.start(sink, new StreamSettings(10_000));

        Thread only = threads.take();
        assertThat(only.getName()).isEqualTo("single");
        assertThat(only.isDaemon()).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(threads.take()).isSameAs(only);
        }
        loop.stop(PATIENCE);
    }

    @Test
    void aStoppedLoopCanBeStartedAgain() throws Exception {
        SamplingLoop loop = new SamplingLoop("again", () -> "sample");
        for (int i = 0; i < 3; i++) {
            loop.start(sink, TEN_PER_SECOND);
            assertThat(sink.awaitSample()).isEqualTo("sample");
            loop.stop(PATIENCE);
            assertThat(loop.isRunning()).isFalse();
        }
    }

    @Test
    void aLoopThatBrokeCanBeStartedAgain() throws Exception {
        AtomicInteger count = new AtomicInteger();
        SamplingLoop loop = new SamplingLoop("again", () -> {
            if (count.getAndIncrement() == 0) {
                throw new IOException("not yet");
            }
            return "sample";
        });
        loop.start(sink, TEN_PER_SECOND);
        sink.awaitFailure();
        loop.stop(PATIENCE);

        loop.start(sink, TEN_PER_SECOND);

        assertThat(sink.awaitSample()).isEqualTo("sample");
        loop.stop(PATIENCE);
    }

    @Test
    void stoppingWhatDoesNotRunIsHarmless() {
        SamplingLoop loop = new SamplingLoop("idle", () -> 0);

        assertThatCode(() -> loop.stop(PATIENCE)).doesNotThrowAnyException();
        assertThat(loop.isRunning()).isFalse();
    }

    @Test
    void aSamplerThatIgnoresInterruptionIsNamedAndNeverHasASecondThreadBesideIt() throws Exception {
        CountDownLatch sampling = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        SamplingLoop loop = new SamplingLoop("stubborn", () -> {
            threads.add(Thread.currentThread());
            sampling.countDown();
            awaitWhateverComes(letGo);
            return 0;
        });
        loop.start(sink, TEN_PER_SECOND);
        sampling.await();

        assertThatIllegalStateException()
                .isThrownBy(() -> loop.stop(Duration.ofMillis(1)))
                .withMessage("thread 'stubborn' did not end within 1 ms");
        assertThat(loop.isRunning()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.start(sink, TEN_PER_SECOND))
                .withMessage("thread 'stubborn' was stopped and has not ended yet");

        letGo.countDown();
        Thread first = threads.take();
        first.join(PATIENCE.toMillis());
        loop.start(sink, TEN_PER_SECOND);
        assertThat(threads.take()).isNotSameAs(first);
        loop.stop(PATIENCE);
    }

    private static void awaitWhateverComes(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anInterruptedStopperStaysInterruptedAndTheLoopEndsAllTheSame() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        SamplingLoop loop = new SamplingLoop("loop", () -> threads.add(Thread.currentThread()));
        loop.start(sink, TEN_PER_SECOND);
        Thread thread = threads.take();

        Thread.currentThread().interrupt();
        try {
            loop.stop(PATIENCE);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("'loop'");
        }

        assertThat(Thread.interrupted()).isTrue();
        thread.join(PATIENCE.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }
}
