// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.DoubleStream;
import org.jackfield.device.Channel;
import org.jackfield.device.DeviceDescription;
import org.junit.jupiter.api.Test;

class DetectorTest {
    @Test
    void equalSeedsGiveEqualReadings() {
        assertThat(readings(new Detector(Configured.detector("seed", 7L)), 100))
                .containsExactly(readings(new Detector(Configured.detector("seed", 7L)), 100));
        assertThat(readings(new Detector(Configured.detector("seed", 7L)), 100))
                .isNotEqualTo(readings(new Detector(Configured.detector("seed", 8L)), 100));
    }

    @Test
    void readingsMoveByOneStepAtTheMostAndStayNearTheLevel() {
        double[] readings = readings(new Detector(Configured.detector("seed", 1L, "step", 0.05)), 100_000);

        for (int i = 1; i < readings.length; i++) {
            assertThat(Math.abs(readings[i] - readings[i - 1])).isLessThanOrEqualTo(0.05 + 1e-12);
        }
        assertThat(DoubleStream.of(readings).average().orElseThrow()).isBetween(4.7, 5.3);
        assertThat(DoubleStream.of(readings).distinct().count()).isGreaterThan(90_000);
    }

    @Test
    void readingsStayWithinTheBounds() {
        double[] readings = readings(
                new Detector(Configured.detector(
                        "seed", 1L, "level", 1.0, "step", 3.0, "lower_bound", 0.5, "upper_bound", 2.0)),
                10_000);

        assertThat(readings).contains(0.5, 2.0);
        for (double reading : readings) {
            assertThat(reading).isBetween(0.5, 2.0);
        }
    }

    @Test
    void readingsGoOnFromALevelThatIsSet() {
        Detector detector = new Detector(Configured.detector("step", 0.0, "level", 3.0));
        assertThat(readings(detector, 2)).containsOnly(3.0);
        assertThat(detector.setLevel(7)).isEqualTo(7);
        assertThat(readings(detector, 2)).containsOnly(7.0);
    }

    @Test
    void withoutStepsEveryReadingIsTheLevel() {
        assertThat(readings(new Detector(Configured.detector("step", 0.0, "level", 3.0)), 10))
                .containsOnly(3.0);
    }

    @Test
    void itDescribesItselfUnconnected() {
        assertThat(new Detector(Configured.detector("unit", "µW")).description())
                .isEqualTo(new DeviceDescription(
                        "Detector", "Jackfield", "Simulated Detector", List.of(Channel.scalar("reading", "µW"))));
    }

    @Test
    void aWrongValueIsRefusedWithItsNameWhatIsAllowedAndWhatCame() {
        assertRefused("stream.rate must be from 0.001 to 10000.0, was 10001.0", "stream_rate", 10_001.0);
        assertRefused("stream.rate must be from 0.001 to 10000.0, was NaN", "stream_rate", Double.NaN);
        assertRefused("level must be from 0.0 to 10.0, was 11.0", "level", 11.0);
        assertRefused("lower.bound must be from -1.0E9 to 10.0, was 10.5", "lower_bound", 10.5);
        assertRefused(
                "upper.bound must be from -1.0E9 to 1.0E9, was Infinity", "upper_bound", Double.POSITIVE_INFINITY);
        assertRefused("step must be from 0.0 to 1.0E9, was -1.0", "step", -1.0);
        assertRefused(
                "unit must be text of at most 20 characters, was megaparsec per fortnight",
                "unit",
                "megaparsec per fortnight");
        assertRefused(
                "device.id must be 1 to 100 letters, digits, '.', '_' or '-', not beginning with '.', was a b",
                "device_id",
                "a b");
    }

    @Test
    void aDeviceWithoutNameIsRefused() {
        assertRefused(
                "device.id must be 1 to 100 letters, digits, '.', '_' or '-', not beginning with '.', was ",
                "device_id",
                "");
    }

    private static void assertRefused(String message, Object... namesAndValues) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Detector(Configured.detector(namesAndValues)))
                .withMessage(message);
    }

    private static double[] readings(Detector detector, int count) {
        return DoubleStream.generate(detector::sample).limit(count).toArray();
    }
}
