// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Instant;
import java.util.function.Consumer;
import org.jackfield.device.SampleSink;
import org.jspecify.annotations.Nullable;

/**
 * What a driver holds from one start to the stop: it ends with the stop, so that a driver which goes on
 * talking cannot mix its samples with its successor's.
 *
 * <p>Driver threads call, the runner closes; a sample that is under way while it closes still counts.
 */
final class HubSink implements SampleSink {
    private final DeviceHub hub;
    private final Consumer<SampleRefused> onRefused;
    private final Consumer<Throwable> onFailed;
    private final FloodGauge gauge = new FloodGauge(System::nanoTime);
    private volatile boolean closed;

    HubSink(DeviceHub hub, Consumer<SampleRefused> onRefused, Consumer<Throwable> onFailed) {
        this.hub = hub;
        this.onRefused = onRefused;
        this.onFailed = onFailed;
    }

    void close() {
        closed = true;
    }

    @Override
    public void accept(Object payload) {
        take(null, payload);
    }

    @Override
    public void accept(Instant time, Object payload) {
        take(time, payload);
    }

    private void take(@Nullable Instant time, Object payload) {
        try {
            if (closed) {
                throw new SampleRefused(SampleRefused.Kind.LATE, "a sample came after stopStreaming had returned");
            }
            hub.accept(time, payload);
            if (gauge.overflows()) {
                throw new SampleRefused(
                        SampleRefused.Kind.FLOOD,
                        "more than " + FloodGauge.SAMPLES + " samples came within a second; give several at once,"
                                + " as an array, so that readers can follow and the past is kept for longer");
            }
        } catch (SampleRefused e) {
            onRefused.accept(e);
        }
    }

    @Override
    public void failed(Throwable cause) {
        if (!closed) {
            onFailed.accept(cause == null ? new IllegalStateException("the driver did not say why") : cause);
        }
    }
}
