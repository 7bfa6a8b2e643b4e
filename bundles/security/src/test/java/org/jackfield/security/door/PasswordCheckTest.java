// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PasswordCheckTest {
    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> pauses = new ArrayList<>();
    private final PasswordCheck check = new PasswordCheck(PasswordHash.of("right", 1_000), nanos::get, pauses::add);

    @Test
    void theRightPasswordIsLetInWithoutPause() {
        assertThat(check.isRight("right")).isTrue();
        assertThat(pauses).isEmpty();
    }

    @Test
    void theRightPasswordIsRightAgainAfterItWasForgotten() {
        check.isRight("right");
        nanos.addAndGet(MINUTES.toNanos(11));

        assertThat(check.isRight("right")).isTrue();
    }

    @Test
    void aWrongPasswordStaysWrongWhileTheRightOneIsRemembered() {
        check.isRight("right");

        assertThat(List.of("wrong", "", "right ", "x".repeat(10_000))).noneMatch(check::isRight);
    }

    @Test
    void eachWrongPasswordInARowCostsALongerPauseUpToABound() {
        for (int i = 0; i < 7; i++) {
            check.isRight("wrong");
        }

        assertThat(pauses).containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 4_000L, 4_000L);
    }

    @Test
    void theRightPasswordEndsTheRow() {
        check.isRight("wrong");
        check.isRight("wrong");
        check.isRight("right");
        check.isRight("wrong");

        assertThat(pauses).containsExactly(250L, 500L, 250L);
    }

    @Test
    void aQuietWhileEndsTheRow() {
        check.isRight("wrong");
        check.isRight("wrong");
        nanos.addAndGet(MINUTES.toNanos(2));
        check.isRight("wrong");

        assertThat(pauses).containsExactly(250L, 500L, 250L);
    }

    @Test
    void guessersWaitInABoundedQueueWhileAKnownAdministratorPassesBy() throws Exception {
        CountDownLatch resting = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        PasswordCheck busy = new PasswordCheck(PasswordHash.of("right", 1_000), nanos::get, millis -> {
            resting.countDown();
            enough.await();
        });
        assertThat(busy.isRight("right")).isTrue();
        int guessers = PasswordCheck.PLACES * 3;
        ExecutorService threads = Executors.newFixedThreadPool(guessers);
        try {
            CountDownLatch turnedAway = new CountDownLatch(guessers - PasswordCheck.PLACES);
            AtomicInteger answered = new AtomicInteger();
            List<Future<Boolean>> guesses = new ArrayList<>();
            for (int i = 0; i < guessers; i++) {
                String guess = "guess " + i;
                guesses.add(threads.submit(() -> {
                    boolean right = busy.isRight(guess);
                    answered.incrementAndGet();
                    turnedAway.countDown();
                    return right;
                }));
            }
            resting.await();
            turnedAway.await();

            assertThat(answered).hasValue(guessers - PasswordCheck.PLACES);
            assertThat(busy.isRight("right")).isTrue();

            enough.countDown();
            for (Future<Boolean> guess : guesses) {
                assertThat(guess.get()).isFalse();
            }
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anInterruptedPauseEndsAtOnceAndLeavesTheInterrupt() {
        PasswordCheck interrupted = new PasswordCheck(PasswordHash.of("right", 1_000), nanos::get, millis -> {
            throw new InterruptedException();
        });

        assertThat(interrupted.isRight("wrong")).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.isRight("right")).isTrue();
    }
}
