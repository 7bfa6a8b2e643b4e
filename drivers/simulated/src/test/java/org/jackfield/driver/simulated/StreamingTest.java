// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Array;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jackfield.device.StreamSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamingTest {
    private static final StreamSettings FAST = new StreamSettings(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RecordingSink sink = new RecordingSink();

    static Stream<SimulatedDevice> devices() {
        return Stream.of(new Detector(Configured.detector()), new Daq(Configured.daq()), new Rover(Configured.rover()));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void samplesComeOnAThreadNamedAfterTheDeviceUntilItIsStopped(SimulatedDevice device) throws Exception {
        device.connect();
        device.startStreaming(sink, FAST);
        assertThat(device.isStreaming()).isTrue();
        for (int i = 0; i < 3; i++) {
            RecordingSink.Received received = sink.next();
            assertThat(received.payload()).isInstanceOfAny(Double.class, Map.class);
            assertThat(received.thread()).isEqualTo("sim-1");
        }

        device.stopStreaming(PATIENCE);

        assertThat(device.isStreaming()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("sim-1");
    }

    @ParameterizedTest
    @MethodSource("devices")
    void nothingStreamsUnconnected(SimulatedDevice device) {
        assertThatIllegalStateException()
                .isThrownBy(() -> device.startStreaming(sink, FAST))
                .withMessage("device 'sim-1' must be connected before it can stream");
        assertThat(device.isStreaming()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("devices")
    void unpluggingEndsTheStream(SimulatedDevice device) throws Exception {
        device.connect();
        device.startStreaming(sink, FAST);
        sink.next();

        device.disconnect();

        assertThat(device.isStreaming()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> device.startStreaming(sink, FAST));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void aStoppedDeviceStreamsAgain(SimulatedDevice device) throws Exception {
        device.connect();
        device.startStreaming(sink, FAST);
        sink.next();
        device.stopStreaming(PATIENCE);
        sink.forget();

        device.startStreaming(sink, FAST);

        assertThat(sink.next().payload()).isNotInstanceOf(Throwable.class);
        device.disconnect();
    }

    @ParameterizedTest
    @MethodSource("devices")
    void stoppingAndUnpluggingWhatDoesNeitherIsHarmless(SimulatedDevice device) {
        device.stopStreaming(PATIENCE);
        device.disconnect();
        device.disconnect();

        assertThat(device.isStreaming()).isFalse();
    }

    @Test
    void startingTwiceLeavesTheFirstStreamAlone() throws Exception {
        Daq daq = new Daq(Configured.daq());
        RecordingSink first = new RecordingSink(StreamingTest::lengthOfAChannel);
        RecordingSink second = new RecordingSink();
        daq.connect();
        daq.startStreaming(first, FAST);

        daq.startStreaming(second, new StreamSettings(1));

        for (int i = 0; i < 3; i++) {
            assertThat(first.next().payload()).isEqualTo(10);
        }
        daq.disconnect();
        assertThat(second.isEmpty()).isTrue();
    }

    @Test
    void blocksHaveTheLengthThatTheAskedRateLeavesThem() throws Exception {
        Daq daq = new Daq(Configured.daq("samples_per_second", 50_000));
        RecordingSink lengths = new RecordingSink(StreamingTest::lengthOfAChannel);
        daq.connect();

        daq.startStreaming(lengths, FAST);

        assertThat(lengths.next().payload()).isEqualTo(500);
        daq.disconnect();
    }

    @Test
    void aWishBeyondADevicesReachIsFollowedAsFarAsItGoes() throws Exception {
        Daq daq = new Daq(Configured.daq("samples_per_second", 200, "stream_rate", 10.0));
        RecordingSink lengths = new RecordingSink(StreamingTest::lengthOfAChannel);
        daq.connect();

        daq.startStreaming(lengths, new StreamSettings(100_000));

        assertThat(lengths.next().payload()).isEqualTo(1);
        assertThat(lengths.next().payload()).isEqualTo(1);
        daq.disconnect();
    }

    private static Object lengthOfAChannel(Object block) {
        return Array.getLength(Objects.requireNonNull(((Map<?, ?>) block).get("ch0")));
    }
}
