// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import java.time.Duration;
import java.util.List;
import org.jackfield.device.Channel;
import org.jackfield.device.DeviceDescription;
import org.jackfield.device.SampleSink;
import org.jackfield.device.SamplingLoop;
import org.jackfield.device.StreamSettings;
import org.jackfield.device.StreamingDevice;

/**
 * What our devices have in common: a plug that must be in before anything streams, and the loop that asks
 * for samples.
 *
 * <p>The platform calls on one thread, {@link #sample} runs on the loop's; {@link #description} and
 * {@link #isStreaming} may be asked from any.
 */
abstract sealed class SimulatedDevice implements StreamingDevice permits Detector, Daq, Rover {
    private static final Duration UNPLUG_WITHIN = Duration.ofSeconds(1);

    private final String type;
    private final String deviceId;
    private final Rates rates;
    private final SamplingLoop loop;
    private boolean connected;

    SimulatedDevice(String type, String deviceId, Rates rates) {
        this.type = type;
        this.deviceId = Attribute.deviceId(deviceId);
        this.rates = rates;
        this.loop = new SamplingLoop(deviceId, this::sample);
    }

    /** The next payload. */
    abstract Object sample();

    abstract List<Channel> channels();

    /** Prepares for a stream of that rate; the loop does not run. */
    void prepare(double sampleRate) {}

    @Override
    public final DeviceDescription description() {
        return new DeviceDescription(type, "Jackfield", "Simulated " + type, channels());
    }

    @Override
    public final void connect() {
        connected = true;
    }

    @Override
    public final void disconnect() {
        connected = false;
        loop.stop(UNPLUG_WITHIN);
    }

    @Override
    public final void startStreaming(SampleSink sink, StreamSettings settings) {
        if (!connected) {
            throw new IllegalStateException("device '" + deviceId + "' must be connected before it can stream");
        }
        if (loop.isRunning()) {
            return;
        }
        StreamSettings nearest = rates.nearest(settings);
        prepare(nearest.sampleRate());
        loop.start(sink, nearest);
    }

    @Override
    public final void stopStreaming(Duration timeout) {
        loop.stop(timeout);
    }

    @Override
    public final boolean isStreaming() {
        return loop.isRunning();
    }
}
