// SPDX-License-Identifier: Apache-2.0
package tiny;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jackfield.device.DeviceDescription;
import org.jackfield.device.SampleSink;
import org.jackfield.device.StreamSettings;
import org.jackfield.device.StreamingDevice;
import org.jspecify.annotations.Nullable;

final class TinyDevice implements StreamingDevice {
    private final String behaviour;
    private volatile boolean streaming;
    private @Nullable Thread sampler;

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
        if (!behaviour.endsWith("is-silent")) {
            Thread thread = new Thread(() -> sample(sink), "tiny-sampler");
            thread.start();
            sampler = thread;
        }
    }

    /** Whoever uses it may have gone without a word. */
    void end() {
        streaming = false;
    }

    private void sample(SampleSink sink) {
        while (streaming) {
            sink.accept(1.0);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void stopStreaming(Duration timeout) throws InterruptedException {
        streaming = false;
        if (sampler != null) {
            sampler.join(timeout.toMillis());
        }
    }

    @Override
    public boolean isStreaming() {
        return streaming;
    }
}
