// SPDX-License-Identifier: Apache-2.0
package tiny;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jackfield.device.DeviceDescription;
import org.jackfield.device.SampleSink;
import org.jackfield.device.StreamSettings;
import org.jackfield.device.StreamingDevice;

final class TinyDevice implements StreamingDevice {
    private final String behaviour;
    private volatile boolean streaming;

    TinyDevice(String behaviour) {
        this.behaviour = behaviour;
    }

    @Override
    public DeviceDescription description() {
        return new DeviceDescription("Tiny", "Jackfield", "1", List.of());
    }

    @Override
    public void connect() throws IOException, InterruptedException {
        TinyDriver.reach(behaviour);
    }

    @Override
    public void disconnect() {}

    @Override
    public void startStreaming(SampleSink sink, StreamSettings settings) {
        streaming = true;
    }

    @Override
    public void stopStreaming(Duration timeout) {
        streaming = false;
    }

    @Override
    public boolean isStreaming() {
        return streaming;
    }
}
