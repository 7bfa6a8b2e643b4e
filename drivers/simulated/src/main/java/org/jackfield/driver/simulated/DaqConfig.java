// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What can be set of a {@link Daq}. */
@ObjectClassDefinition(
        name = "Simulated data acquisition card",
        description = "Several channels sampled together and delivered in blocks. Needs no hardware.")
@interface DaqConfig {
    double SLOWEST = 0.1;
    double FASTEST = 1000;
    int MOST_CHANNELS = 64;
    int MOST_SAMPLES_PER_SECOND = 100_000;

    @AttributeDefinition(
            name = "Device name",
            description = "The device's name in every address: letters, digits, '.', '_' and '-'")
    String device_id();

    @AttributeDefinition(
            name = "Start by itself",
            description = "Whether it streams from the start on instead of from the first reader on")
    boolean device_autostart() default false;

    @AttributeDefinition(
            name = "Rate",
            description = "Blocks per second; not above the samples per second, and fast enough for a block to hold"
                    + " no more than 150000 values over all channels",
            min = "" + SLOWEST,
            max = "" + FASTEST)
    double stream_rate() default 20;

    @AttributeDefinition(
            name = "Channels",
            description = "How many channels; they are named ch0, ch1 and so on",
            min = "1",
            max = "" + MOST_CHANNELS)
    int channels() default 4;

    @AttributeDefinition(
            name = "Samples per second",
            description = "Samples per second of each channel",
            min = "1",
            max = "" + MOST_SAMPLES_PER_SECOND)
    int samples_per_second() default 1000;

    @AttributeDefinition(
            name = "Waveforms",
            description = "The first channel's waveform, the second's and so on; begun again when channels are left",
            options = {
                @Option(label = "Sine", value = "sine"),
                @Option(label = "Square", value = "square"),
                @Option(label = "Triangle", value = "triangle"),
                @Option(label = "Sawtooth", value = "sawtooth"),
                @Option(label = "Noise", value = "noise")
            })
    String[] waveforms() default {"sine", "square", "triangle", "sawtooth", "noise"};

    @AttributeDefinition(
            name = "Frequency",
            description = "Frequency of the waveforms in hertz, at most half the samples per second",
            min = "0",
            max = "" + MOST_SAMPLES_PER_SECOND / 2)
    double frequency() default 10;

    @AttributeDefinition(
            name = "Amplitude",
            description = "How far the waveforms go from zero, in volts",
            min = "0",
            max = "" + Signal.MOST_VOLTS)
    double amplitude() default 1;

    @AttributeDefinition(
            name = "Noise",
            description = "How far noise moves each sample from its waveform, in volts",
            min = "0",
            max = "" + Signal.MOST_VOLTS)
    double noise() default 0.01;
}
