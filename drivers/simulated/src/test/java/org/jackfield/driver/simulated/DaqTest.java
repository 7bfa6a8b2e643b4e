// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jackfield.device.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaqTest {
    @Test
    void channelsTakeTheWaveformsInTurn() {
        Daq daq = new Daq(Configured.daq(
                "channels", 3, "waveforms", new String[] {"square", "sine"}, "frequency", 20.0, "noise", 0.0));

        Map<String, double[]> block = daq.sample();

        assertThat(block.keySet()).containsExactly("ch0", "ch1", "ch2");
        assertThat(block.get("ch0")).containsOnly(1, -1).isEqualTo(block.get("ch2"));
        assertThat(row(block, "ch1")[1]).isCloseTo(Math.sin(2 * Math.PI * 0.02), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"1000, 20, 7", "1000, 3, 7.3", "44100, 7, 440", "99991, 1000, 12345.6", "10, 10, 3"})
    void aSineGoesOnFromBlockToBlockWithoutASeam(int samplesPerSecond, double rate, double frequency) {
        double[] samples = samples("sine", samplesPerSecond, rate, frequency, 1_000);

        for (int i = 0; i < samples.length; i++) {
            double due = 2.5 * Math.sin(2 * Math.PI * (i * frequency / samplesPerSecond));
            assertThat(Math.abs(samples[i] - due)).isLessThan(1e-7);
        }
    }

    @Test
    void trianglesAndSawteethGoOnFromBlockToBlockWithoutASeam() {
        // 1000 / 3 samples a block, a period of 125 samples
        double[] triangle = samples("triangle", 1000, 3, 8, 300);
        double[] sawtooth = samples("sawtooth", 1000, 3, 8, 300);

        for (int i = 1; i < triangle.length; i++) {
            assertThat(Math.abs(triangle[i] - triangle[i - 1])).isLessThan(2.5 * 4 / 125 + 1e-9);
            double rise = sawtooth[i] - sawtooth[i - 1];
            assertThat(i % 125 == 0 ? rise + 2 * 2.5 : rise).isCloseTo(2.5 * 2 / 125, within(1e-9));
        }
    }

    @Test
    void aSquareSpendsHalfOfEveryPeriodAbove() {
        double[] square = samples("square", 1000, 3, 10, 300);

        for (int i = 0; i < square.length; i++) {
            assertThat(square[i]).isEqualTo(i % 100 < 50 ? 2.5 : -2.5);
        }
    }

    @Test
    void noiseFillsItsRangeAndNoMore() {
        double[] noise = samples("noise", 1000, 20, 10, 1_000);

        assertThat(DoubleStream.of(noise).max().orElseThrow()).isBetween(2.4, 2.5);
        assertThat(DoubleStream.of(noise).min().orElseThrow()).isBetween(-2.5, -2.4);
        assertThat(DoubleStream.of(noise).average().orElseThrow()).isCloseTo(0, within(0.1));
    }

    @Test
    void noiseMovesSamplesFromTheirWaveformByNoMoreThanIsSet() {
        Daq daq = new Daq(
                Configured.daq("channels", 1, "waveforms", new String[] {"square"}, "amplitude", 1.0, "noise", 0.25));

        for (double sample : row(daq.sample(), "ch0")) {
            assertThat(Math.abs(sample)).isBetween(0.75, 1.25);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 3", "1000, 7", "99991, 1000", "100000, 0.7", "10, 9.9", "5, 0.1"})
    void samplesThatDoNotDivideIntoBlocksAreNeitherLostNorGained(int samplesPerSecond, double rate) {
        Daq daq = daq("square", samplesPerSecond, rate, 1);
        Set<Integer> lengths = new HashSet<>();
        long total = 0;

        for (int block = 1; block <= 5_000; block++) {
            int length = row(daq.sample(), "ch0").length;
            lengths.add(length);
            total += length;
            assertThat(total).isEqualTo((long) Math.floor(block * (double) samplesPerSecond / rate));
        }
        assertThat(lengths).hasSizeLessThanOrEqualTo(2).doesNotContain(0);
    }

    @Test
    void arraysAreUsedAgain() {
        Daq daq = daq("sine", 1000, 20, 10);

        assertThat(daq.sample()).isSameAs(daq.sample());
    }

    @Test
    void itsChannelsHaveTheLengthOfABlockUnlessThatVaries() {
        assertThat(daq("sine", 1000, 20, 10).description().channels()).containsExactly(Channel.block("ch0", "V", 50));
        assertThat(daq("sine", 1000, 3, 10).description().channels()).containsExactly(Channel.block("ch0", "V", 0));
    }

    @Test
    void aWrongValueIsRefusedWithItsNameWhatIsAllowedAndWhatCame() {
        assertRefused("channels must be from 1 to 64, was 65", "channels", 65);
        assertRefused("samples.per.second must be from 1 to 100000, was 0", "samples_per_second", 0);
        assertRefused("stream.rate must be from 0.1 to 1000.0, was 0.01", "stream_rate", 0.01);
        assertRefused("frequency must be from 0.0 to 500.0, was 501.0", "frequency", 501.0);
        assertRefused("amplitude must be from 0.0 to 1000000.0, was -1.0", "amplitude", -1.0);
        assertRefused("noise must be from 0.0 to 1000000.0, was NaN", "noise", Double.NaN);
        assertRefused(
                "waveforms must each be one of [sine, square, triangle, sawtooth, noise], was Sinus",
                "waveforms",
                new String[] {"sine", "Sinus"});
        assertRefused("waveforms must name at least one, was empty", "waveforms", new String[0]);
    }

    @Test
    void ratesThatWouldMakeEmptyOrEnormousBlocksAreRefused() {
        assertRefused(
                "stream.rate must be at most samples.per.second, 5, so that every block has a sample, was 20.0",
                "samples_per_second",
                5,
                "frequency",
                1.0);
        assertRefused(
                "stream.rate must be at least 40.0 for 60 channels of 100000 samples.per.second, so that a block"
                        + " has at most 150000 values, was 20.0",
                "channels",
                60,
                "samples_per_second",
                100_000);
    }

    private static void assertRefused(String message, Object... namesAndValues) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Daq(Configured.daq(namesAndValues)))
                .withMessage(message);
    }

    private static double[] samples(String waveform, int samplesPerSecond, double rate, double frequency, int blocks) {
        Daq daq = daq(waveform, samplesPerSecond, rate, frequency);
        return Stream.generate(() -> row(daq.sample(), "ch0"))
                .limit(blocks)
                .flatMapToDouble(samples -> Arrays.stream(samples.clone()))
                .toArray();
    }

    private static double[] row(Map<String, double[]> block, String channel) {
        return Objects.requireNonNull(block.get(channel), channel);
    }

    private static Daq daq(String waveform, int samplesPerSecond, double rate, double frequency) {
        return new Daq(Configured.daq(
                "channels",
                1,
                "waveforms",
                new String[] {waveform},
                "samples_per_second",
                samplesPerSecond,
                "stream_rate",
                rate,
                "frequency",
                frequency,
                "amplitude",
                2.5,
                "noise",
                0.0));
    }
}
