// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.source;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.device.Device;
import org.jackfield.device.DeviceDescription;
import org.jackfield.device.SampleSink;
import org.jackfield.device.StreamSettings;
import org.jackfield.device.StreamingDevice;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * A device whose rate the bench commands: numbers, or blocks of several channels as a fast converter makes
 * them. Whoever starts and stops it and the pacer's thread meet in {@code sink}.
 */
@Component(
        name = "org.jackfield.bench.source.PacedDevice",
        service = {Device.class, StreamingDevice.class},
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PacedDevice implements StreamingDevice {
    private final PacedConfig config;
    private volatile @Nullable SampleSink sink;
    private @Nullable Pacer pacer;
    private @Nullable Remote remote;

    @Activate
    public PacedDevice(PacedConfig config) {
        this.config = config;
    }

    @Override
    public DeviceDescription description() {
        return new DeviceDescription("Bench source", "", "", List.of());
    }

    @Override
    public void connect() throws IOException {
        Pacer made = new Pacer(this::publish);
        pacer = made;
        remote = Remote.connect(config.control_port(), 0, made::rate);
    }

    @Override
    public void disconnect() throws IOException {
        if (pacer != null) {
            pacer.close();
        }
        if (remote != null) {
            remote.close();
        }
    }

    @Override
    public void startStreaming(SampleSink to, StreamSettings settings) {
        sink = to;
    }

    @Override
    public void stopStreaming(Duration timeout) {
        sink = null;
    }

    @Override
    public boolean isStreaming() {
        return sink != null;
    }

    private void publish(long stamp) {
        SampleSink to = sink;
        if (to != null) {
            to.accept(config.channels() == 0 ? (Object) stamp : block(stamp));
        }
    }

    /** A sine of each channel's own frequency with what the last bits of a converter add; the stamp comes last. */
    private Map<String, Object> block(long stamp) {
        Map<String, Object> block = new LinkedHashMap<>();
        for (int channel = 0; channel < config.channels(); channel++) {
            double[] values = new double[config.samples()];
            for (int i = 0; i < values.length; i++) {
                double angle = (stamp / Stamp.END * values.length + i) * 0.001 * (channel + 1);
                values[i] = Math.sin(angle) * 10 + (i * 31 & 15) * 0.0003;
            }
            block.put("ai" + channel, values);
        }
        block.put("stamp", stamp);
        return block;
    }
}
