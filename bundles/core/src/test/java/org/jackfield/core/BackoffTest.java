// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private static List<Long> pauses(Backoff backoff, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> backoff.failed().toMillis())
                .toList();
    }

    private static Backoff backoff(double random) {
        return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), () -> random);
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(pauses(backoff(0.5), 6)).containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L);
    }

    @Test
    void pausesAreSpreadByAQuarterEitherWay() {
        assertThat(pauses(backoff(0), 5)).containsExactly(75L, 150L, 300L, 600L, 750L);
        assertThat(pauses(backoff(1), 5)).containsExactly(125L, 250L, 500L, 1000L, 1250L);
    }

    @Test
    void successBeginsAnew() {
        Backoff backoff = backoff(0.5);
        pauses(backoff, 5);
        backoff.succeeded();

        assertThat(pauses(backoff, 2)).containsExactly(100L, 200L);
    }

    @Test
    void aThousandFailuresLaterThePauseIsStillTheLongest() {
        assertThat(pauses(backoff(0.5), 1000)).endsWith(1000L).allMatch(pause -> pause >= 100);
    }
}
