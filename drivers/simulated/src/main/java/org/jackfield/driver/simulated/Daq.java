// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jackfield.device.Channel;
import org.jackfield.device.Device;
import org.jackfield.device.StreamingDevice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * An instrument of many numbers: channels sampled together, delivered in blocks, as fast as a card would.
 *
 * <p>The acquisition is replaced while the loop rests and read by the loop and by whoever asks for the
 * channels.
 */
@Component(
        name = "org.jackfield.driver.simulated.Daq",
        service = {Device.class, StreamingDevice.class},
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DaqConfig.class, factory = true)
public final class Daq extends SimulatedDevice {
    /** Values in a block, over all channels; as text they remain below 4 MiB. */
    private static final int MOST_VALUES = 150_000;

    private final int samplesPerSecond;
    private final List<Signal> signals;
    private volatile Acquisition acquisition;

    @Activate
    public Daq(DaqConfig config) {
        super("Daq", config.device_id(), rates(config));
        samplesPerSecond = config.samples_per_second();
        signals = signals(config);
        acquisition = new Acquisition(signals, samplesPerSecond, config.stream_rate());
    }

    static String channelName(int channel) {
        return "ch" + channel;
    }

    private static Rates rates(DaqConfig config) {
        int channels = Attribute.whole("channels", config.channels(), 1, DaqConfig.MOST_CHANNELS);
        int samples = Attribute.whole(
                "samples.per.second", config.samples_per_second(), 1, DaqConfig.MOST_SAMPLES_PER_SECOND);
        double rate = Attribute.number("stream.rate", config.stream_rate(), DaqConfig.SLOWEST, DaqConfig.FASTEST);
        Rates possible = new Rates(
                Math.max(DaqConfig.SLOWEST, channels * (double) samples / MOST_VALUES),
                Math.min(DaqConfig.FASTEST, samples));
        if (rate < possible.slowest()) {
            throw new IllegalArgumentException("stream.rate must be at least " + possible.slowest() + " for " + channels
                    + " channels of " + samples + " samples.per.second, so that a block has at most " + MOST_VALUES
                    + " values, was " + rate);
        }
        if (rate > possible.fastest()) {
            throw new IllegalArgumentException("stream.rate must be at most samples.per.second, " + samples
                    + ", so that every block has a sample, was " + rate);
        }
        return possible;
    }

    private static List<Signal> signals(DaqConfig config) {
        List<Waveform> waveforms =
                Stream.of(config.waveforms()).map(Waveform::named).toList();
        if (waveforms.isEmpty()) {
            throw new IllegalArgumentException("waveforms must name at least one, was empty");
        }
        return IntStream.range(0, config.channels())
                .mapToObj(channel -> new Signal(
                        waveforms.get(channel % waveforms.size()),
                        config.samples_per_second(),
                        config.frequency(),
                        config.amplitude(),
                        config.noise()))
                .toList();
    }

    @Override
    void prepare(double sampleRate) {
        acquisition = new Acquisition(signals, samplesPerSecond, sampleRate);
    }

    @Override
    Map<String, double[]> sample() {
        return acquisition.next();
    }

    @Override
    List<Channel> channels() {
        int length = acquisition.blockLength();
        return IntStream.range(0, signals.size())
                .mapToObj(channel -> Channel.block(channelName(channel), "V", length))
                .toList();
    }
}
