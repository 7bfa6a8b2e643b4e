// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WishesTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration TINY = Duration.ofMillis(1);

    private final Wishes wishes = new Wishes(() -> false);
    private final ExecutorService runner = Executors.newSingleThreadExecutor();

    @AfterEach
    void endTheRunner() {
        runner.shutdownNow();
    }

    /** What a wait on the runner's thread comes to after {@code event}. */
    private <T> T after(Callable<T> wait, Runnable event) throws Exception {
        Future<T> waiting = runner.submit(wait);
        event.run();
        return waiting.get(10, TimeUnit.SECONDS);
    }

    @Test
    void demandIsAwaitedUntilSomebodyWantsSamples() throws Exception {
        assertThat(after(wishes::awaitDemand, () -> wishes.want(true))).isTrue();
    }

    @Test
    void closingEndsEveryWait() throws Exception {
        assertThat(after(wishes::awaitDemand, wishes::close)).isFalse();
        wishes.awaitGo();
        assertThat(wishes.awaitWork()).isFalse();
        wishes.pause(LONG);
        wishes.want(true);
        assertThat(wishes.awaitDemand()).isFalse();
        assertThat(wishes.awaitStreamEnd(LONG, LONG)).isFalse();
    }

    @Test
    void closingEndsAPauseThatHasBegun() throws Exception {
        assertThat(after(
                        () -> {
                            wishes.pause(LONG);
                            return wishes.closing();
                        },
                        wishes::close))
                .isTrue();
    }

    @Test
    void aRunnerMayGoOnceItIsTold() throws Exception {
        assertThat(wishes.mayGo()).isFalse();
        assertThat(after(
                        () -> {
                            wishes.awaitGo();
                            return wishes.mayGo();
                        },
                        wishes::go))
                .isTrue();
    }

    @Test
    void aStreamGoesOnWhileItIsWanted() throws Exception {
        wishes.want(true);
        assertThat(wishes.awaitStreamEnd(TINY, Duration.ZERO)).isTrue();
    }

    @Test
    void aStreamThatNobodyWantsAnyLongerLingersAndThenEnds() throws Exception {
        wishes.want(true);
        wishes.want(false);
        assertThat(wishes.awaitStreamEnd(TINY, LONG)).as("it lingers").isTrue();
        assertThat(wishes.awaitStreamEnd(LONG, Duration.ofMillis(5))).isFalse();
        assertThat(wishes.awaitStreamEnd(LONG, Duration.ZERO)).isFalse();
    }

    @Test
    void aReaderThatComesBackInTimeKeepsTheStream() throws Exception {
        wishes.want(true);
        wishes.want(false);
        wishes.want(true);
        assertThat(wishes.awaitStreamEnd(TINY, Duration.ZERO)).isTrue();
    }

    @Test
    void whatBreaksTheStreamIsThrownAsItIs() {
        IOException broken = new IOException("unplugged");
        wishes.want(true);
        wishes.streamFailure(broken);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> wishes.awaitStreamEnd(LONG, LONG))
                .isSameAs(broken);

        wishes.streamFailure(new NoClassDefFoundError("com/vendor/Sdk"));
        assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(() -> wishes.awaitStreamEnd(LONG, LONG));

        wishes.streamFailure(new Throwable("odd"));
        assertThatIllegalStateException()
                .isThrownBy(() -> wishes.awaitStreamEnd(LONG, LONG))
                .withMessageContaining("odd");
    }

    @Test
    void whatBrokeTheStreamBeforeDoesNotBreakTheNext() throws Exception {
        wishes.want(true);
        wishes.streamFailure(new IOException("unplugged"));
        wishes.streamFailure(null);
        assertThat(wishes.awaitStreamEnd(TINY, LONG)).isTrue();
    }
}
