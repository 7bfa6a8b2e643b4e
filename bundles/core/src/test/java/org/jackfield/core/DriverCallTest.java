// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jackfield.core.DriverCall.CutOff;
import org.jackfield.core.DriverCall.DriverTimeout;
import org.jackfield.core.DriverCall.Interrupted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DriverCallTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
    private final BlockingQueue<Interrupted> hangs = new LinkedBlockingQueue<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final DriverCalls calls = new DriverCalls(clock, closing::get, hangs::add);

    DriverCallTest() {
        clock.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stopTheClock() {
        clock.shutdownNow();
        assertThat(Thread.interrupted()).as("an interrupt was left behind").isFalse();
    }

    private static Object blocked() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }

    private static Object stubborn(CountDownLatch until) {
        Stubborn.await(until);
        return "late";
    }

    @Test
    void aCallReturnsItsResultAndLeavesNothingOnTheClock() throws Exception {
        assertThat(calls.make("connect", PATIENT, true, () -> "done")).isEqualTo("done");

        assertThat(clock.getQueue()).as("it would hold the driver's classes").isEmpty();
    }

    @Test
    void whatADriverThrowsComesThroughAsItIs() {
        IOException failure = new IOException("no answer");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> calls.make("connect", PATIENT, true, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatExceptionOfType(NoClassDefFoundError.class)
                .isThrownBy(() -> calls.make("connect", PATIENT, true, () -> {
                    throw new NoClassDefFoundError("com/vendor/Sdk");
                }));
        assertThat(clock.getQueue()).isEmpty();
    }

    @Test
    void aCallThatTakesTooLongIsInterrupted() {
        assertThatExceptionOfType(DriverTimeout.class)
                .isThrownBy(() -> calls.make("connect", SHORT, false, DriverCallTest::blocked))
                .withMessage("connect took longer than 20 ms")
                .withCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void aCallThatReturnsWellAfterItsTimeIsLateAllTheSame() {
        assertThatExceptionOfType(DriverTimeout.class)
                .isThrownBy(() -> calls.make("connect", SHORT, false, () -> {
                    try {
                        return blocked();
                    } catch (InterruptedException e) {
                        return "well, it worked";
                    }
                }));
    }

    @Test
    void anInterruptThatADriverLeavesBehindEndsWithItsCall() throws Exception {
        calls.make("stopStreaming", PATIENT, false, () -> {
            Thread.currentThread().interrupt();
            return "done";
        });
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        assertThatExceptionOfType(DriverTimeout.class)
                .isThrownBy(() -> calls.make("connect", SHORT, false, () -> {
                    try {
                        return blocked();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw e;
                    }
                }));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aCallThatDoesNotAnswerItsInterruptionIsReportedOnceWithWhereItHangs() throws Exception {
        CountDownLatch until = new CountDownLatch(1);
        clock.execute(() -> clock.execute(() -> {})); // the clock is busy with others as well
        Thread reporter = new Thread(() -> {
            try {
                Interrupted hang = hangs.take();
                assertThat(calls.isStuck()).isTrue();
                hangs.add(hang);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                until.countDown();
            }
        });
        reporter.start();

        assertThatExceptionOfType(DriverTimeout.class)
                .isThrownBy(() -> calls.make("connect", SHORT, true, () -> stubborn(until)))
                .withMessage("connect took longer than 20 ms");

        reporter.join(10_000);
        assertThat(hangs).hasSize(1);
        Interrupted hang = hangs.take();
        assertThat(hang).hasMessage("connect has not returned for 520 ms and does not answer interruption");
        assertThat(hang.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("stubborn"));
        assertThat(calls.isStuck()).as("it has come back").isFalse();
    }

    @Test
    void anAbortEndsACallThatMayBeAborted() throws Exception {
        CountDownLatch calling = new CountDownLatch(1);
        Thread closer = new Thread(() -> {
            try {
                calling.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            calls.abort();
        });
        closer.start();

        assertThatExceptionOfType(CutOff.class)
                .isThrownBy(() -> calls.make("connect", PATIENT, true, () -> {
                    calling.countDown();
                    return blocked();
                }))
                .withMessageMatching("connect was cut off after \\d+\\.\\d s: the device was let go");
        closer.join();
    }

    @Test
    void anAbortDoesNotReachACallThatMayNotBeAbortedNorTheOneAfterIt() throws Exception {
        assertThat(calls.make("disconnect", PATIENT, false, () -> {
                    calls.abort();
                    return Thread.currentThread().isInterrupted();
                }))
                .isFalse();
        calls.abort();
        assertThat(calls.make(
                        "connect", PATIENT, true, () -> Thread.currentThread().isInterrupted()))
                .isFalse();
    }

    @Test
    void whileClosingACallThatMayBeAbortedIsFromTheBeginning() throws Exception {
        closing.set(true);

        assertThatExceptionOfType(CutOff.class)
                .isThrownBy(() -> calls.make("connect", PATIENT, true, DriverCallTest::blocked));
        assertThat(calls.make("disconnect", PATIENT, false, () -> Thread.currentThread()
                        .isInterrupted()))
                .isFalse();
    }

    @Test
    void interruptsThatCrossTheReturnNeverHitWhatComesAfter() throws Exception {
        for (int i = 0; i < 2000; i++) {
            CountDownLatch calling = new CountDownLatch(1);
            Thread closer = new Thread(() -> {
                calling.countDown();
                calls.abort();
            });
            closer.start();
            try {
                calls.make("connect", PATIENT, true, () -> calling.await(10, TimeUnit.SECONDS));
            } catch (CutOff e) {
                assertThat(e).hasMessageStartingWith("connect was cut off");
            }
            closer.join();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
