// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.leaking;

import java.time.Duration;
import java.util.List;
import org.jackfield.device.DeviceDescription;
import org.jackfield.device.SampleSink;
import org.jackfield.device.SamplingLoop;
import org.jackfield.device.StreamSettings;
import org.jackfield.device.StreamingDevice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Leaves a thread behind with every instance, which keeps all classes of its version. */
@Component(property = {StreamingDevice.ID + "=leaking", StreamingDevice.AUTOSTART + ":Boolean=true"})
public final class LeakingDriver implements StreamingDevice {
    private final SamplingLoop loop = new SamplingLoop("leaking", () -> 1.0);

    /** Leaves it behind. */
    @Activate
    public LeakingDriver() {
        Thread thread = new Thread(LeakingDriver::stay, "left-by-leaking-driver");
        thread.setDaemon(true);
        thread.start();
    }

    private static void stay() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public DeviceDescription description() {
        return new DeviceDescription("Leaking", "", "", List.of());
    }

    @Override
    public void connect() {
        // There is no hardware.
    }

    @Override
    public void disconnect() {
        // There is no hardware.
    }

    @Override
    public void startStreaming(SampleSink sink, StreamSettings settings) {
        loop.start(sink, settings);
    }

    @Override
    public void stopStreaming(Duration timeout) {
        loop.stop(timeout);
    }

    @Override
    public boolean isStreaming() {
        return loop.isRunning();
    }
}
