// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FloodGaugeTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // a clock may begin anywhere
    private final FloodGauge gauge = new FloodGauge(nanos::get);

    @Test
    void aHundredThousandSamplesInASecondAreNoFlood() {
        assertThat(overflows(1_000_000_000 / FloodGauge.SAMPLES)).isFalse();
    }

    @Test
    void oneMoreIs() {
        assertThat(overflows(1_000_000_000 / FloodGauge.SAMPLES - 1)).isTrue();
    }

    @Test
    void aSecondWithAFloodDoesNotTaintTheNext() {
        assertThat(overflows(1)).isTrue();
        assertThat(overflows(20_000)).isFalse();
    }

    private boolean overflows(int pauseNanos) {
        boolean overflows = false;
        for (int i = 0; i < FloodGauge.SAMPLES; i++) {
            nanos.addAndGet(pauseNanos);
            overflows |= gauge.overflows();
        }
        return overflows;
    }
}
