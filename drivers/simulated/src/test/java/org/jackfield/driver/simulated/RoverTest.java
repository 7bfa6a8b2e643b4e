// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jackfield.device.Channel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoverTest {
    private final Rover rover = new Rover(Configured.rover());

    @Test
    void telemetryHasTheFieldsThatADashboardReadsInTheirOrder() {
        Map<String, Object> telemetry = rover.sample();

        assertThat(telemetry).containsOnlyKeys("timestamp", "location", "battery_level", "signal_strength");
        assertThat(telemetry.keySet()).containsExactly("timestamp", "location", "battery_level", "signal_strength");
        assertThat(telemetry.get("location"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("x", "y");
    }

    @Test
    void timestampsAreLocalWithSixDigitsAndWithoutOffset() {
        LocalDateTime before = LocalDateTime.now(ZoneId.systemDefault()).minusMinutes(1);

        String timestamp = (String) rover.sample().get("timestamp");

        assertThat(timestamp).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
        assertThat(LocalDateTime.parse(timestamp)).isAfter(before);
    }

    @Test
    void everythingWandersWithinItsRange() {
        Set<Object> places = new HashSet<>();
        Set<Object> signals = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            Map<String, Object> telemetry = rover.sample();
            Map<?, ?> location = (Map<?, ?>) Objects.requireNonNull(telemetry.get("location"));

            assertThat(twoDecimals(location.get("x"))).isBetween(10.4, 10.6);
            assertThat(twoDecimals(location.get("y"))).isBetween(25.0, 25.2);
            assertThat(twoDecimals(telemetry.get("battery_level"))).isBetween(95.0, 95.5);
            assertThat((Integer) telemetry.get("signal_strength")).isBetween(-80, -65);
            places.add(location);
            signals.add(telemetry.get("signal_strength"));
        }
        assertThat(places).hasSizeGreaterThan(100);
        assertThat(signals).hasSize(16);
    }

    @Test
    void itsChannelsNameWhatItReports() {
        assertThat(rover.description().type()).isEqualTo("Rover");
        assertThat(rover.description().channels())
                .extracting(Channel::name)
                .containsExactly("timestamp", "location.x", "location.y", "battery_level", "signal_strength");
    }

    @Test
    void itReportsEveryTwoSecondsUnlessTold() {
        assertThat(Configured.rover().stream_rate()).isEqualTo(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rover(Configured.rover("stream_rate", 0.0)))
                .withMessage("stream.rate must be from 0.01 to 100.0, was 0.0");
    }

    private static double twoDecimals(@Nullable Object value) {
        assertThat(value).isInstanceOf(Double.class);
        assertThat(new BigDecimal(String.valueOf(value)).scale()).isLessThanOrEqualTo(2);
        return Objects.requireNonNull((Double) value);
    }
}
