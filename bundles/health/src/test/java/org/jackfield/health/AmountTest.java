// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmountTest {
    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "16777216, 16.0 MiB", "9223372036854775807, 8.0 EiB"})
    void bytesHaveAUnitThatFits(long bytes, String text) {
        assertThat(Amount.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "119, 119 s", "120, 2 min", "7200, 2 h"})
    void timesAreAsShortAsTheyMayBe(long seconds, String text) {
        assertThat(Amount.time(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void oneIsOne() {
        assertThat(Amount.of(1, "device")).isEqualTo("1 device");
        assertThat(Amount.of(0, "device")).isEqualTo("0 devices");
    }
}
