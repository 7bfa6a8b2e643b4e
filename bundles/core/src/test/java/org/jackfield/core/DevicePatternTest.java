// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DevicePatternTest {
    @ParameterizedTest
    @CsvSource({
        "pm1, pm1, true",
        "pm1, pm10, false",
        "pm1, pm, false",
        "*, pm1, true",
        "**, pm1, true",
        "pm*, pm1, true",
        "pm*, pm, true",
        "pm*, xpm, false",
        "*1, pm1, true",
        "*1, pm12, false",
        "lab*-pm*, lab1-pm7, true",
        "lab*-pm*, lab1-px, false",
        "*a*b*, xxaxxbxx, true",
        "*a*b*, xxbxxaxx, false",
        "a*a, a, false",
        "a*a, aa, true",
        "a*ab, aab, true",
        "a*ab, aabab, true",
        "p.1, pm1, false"
    })
    void aStarStandsForAnyCharacters(String pattern, String deviceId, boolean matches) {
        assertThat(new DevicePattern(pattern).matches(deviceId)).isEqualTo(matches);
    }

    @Test
    void aHostilePatternCostsNoMoreThanItsLengthTimesTheNames() {
        DevicePattern pattern = new DevicePattern("*a".repeat(99) + "b");

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(pattern.matches("a".repeat(10_000))).isFalse());
    }

    @Test
    void aPatternThatIsEmptyOrTooLongIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DevicePattern(""))
                .withMessage("a device pattern has 1 to 200 characters, this one has 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new DevicePattern("x".repeat(201)));
        assertThat(new DevicePattern("*".repeat(200)).matches("")).isTrue();
    }
}
