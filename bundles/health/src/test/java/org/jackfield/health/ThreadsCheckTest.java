// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ThreadsCheckTest {
    private final Rig rig = new Rig();
    private final ReentrantLock left = new ReentrantLock();
    private final ReentrantLock right = new ReentrantLock();
    private final CyclicBarrier bothHold = new CyclicBarrier(2);

    @Test
    void aUsualNumberOfThreadsIsCounted() {
        Result result = new ThreadsCheck(rig.known(), 100_000).execute();
        assertThat(result.getStatus()).isEqualTo(Status.OK);
        assertThat(Said.by(result)).singleElement().asString().matches("OK \\d+ threads?");
    }

    @Test
    void moreThreadsThanExpectedAreAWarning() {
        Result result = new ThreadsCheck(rig.known(), 1).execute();
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(Said.by(result)).singleElement().asString().endsWith("threads, at most 1 are expected");
    }

    @Test
    void threadsThatWaitForOneAnotherAreNamed() throws Exception {
        Thread one = new Thread(() -> hold(left, right), "deadlocked-one");
        Thread two = new Thread(() -> hold(right, left), "deadlocked-two");
        one.start();
        two.start();
        ThreadsCheck check = new ThreadsCheck(rig.known(), 100_000);
        while (check.execute().getStatus() != Status.CRITICAL) {
            Thread.onSpinWait();
        }
        assertThat(Said.by(check.execute()))
                .anyMatch(line -> line.matches("CRITICAL deadlocked-one waits .*, which deadlocked-two holds"))
                .anyMatch(line -> line.matches("CRITICAL deadlocked-two waits .*, which deadlocked-one holds"));
        one.interrupt();
        one.join();
        two.join();
        assertThat(check.execute().isOk()).isTrue();
    }

    private void hold(ReentrantLock first, ReentrantLock second) {
        first.lock();
        try {
            bothHold.await();
            second.lockInterruptibly();
            second.unlock();
        } catch (InterruptedException | BrokenBarrierException e) {
            Thread.currentThread().interrupt();
        } finally {
            first.unlock();
        }
    }

    @Test
    void whatADriverHasLeftBehindIsTold() {
        rig.with("pm1", Rig.leftBehind("pm1-runner hangs in 'connect' of acme.pm"));
        Result result = new ThreadsCheck(rig.known(), 100_000).execute();
        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(Said.by(result))
                .contains("WARN left behind by a driver of pm1: pm1-runner hangs in 'connect' of acme.pm");
    }

    @Test
    void noThreadAtAllIsNoBound() {
        assertThatThrownBy(() -> new ThreadsCheck(rig.known(), 0)).hasMessageContaining("was 0");
    }
}
