// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamSettingsTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1_000_001})
    void aRateThatNoDeviceCanKeepIsRefusedAndQuoted(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamSettings(rate))
                .withMessageStartingWith("sampleRate must be above 0")
                .withMessageEndingWith("was " + rate);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 0.001, 1, StreamSettings.MAX_SAMPLE_RATE})
    void anyRateUpToTheFastestCanBeAskedFor(double rate) {
        assertThat(new StreamSettings(rate).sampleRate()).isEqualTo(rate);
    }

    @Test
    void tenSamplesASecondAreAskedForWhereNobodySays() {
        assertThat(StreamSettings.DEFAULT.sampleRate()).isEqualTo(10);
    }
}
