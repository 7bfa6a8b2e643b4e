// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.nio.ByteBuffer;
import java.util.List;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;

/** The clients that want the same of one device: each walks the device's stream from its own place at its own pace. */
final class DeviceBroadcaster extends Broadcaster {
    private final DeviceStream stream;
    private final SharedBatches batches;
    private final Subscription frames;

    DeviceBroadcaster(DeviceStream stream, Format format, List<WriterLoop> loops, EventEncoder encoder) {
        super(loops, encoder);
        this.batches = new SharedBatches(format);
        this.stream = stream;
        this.frames = stream.onFrames(this::callAll);
    }

    DeviceStream stream() {
        return stream;
    }

    @Override
    Source source(Connection connection) {
        FrameCursor cursor = stream.read(connection.asked().startAt(StartAt::after));
        return new Source() {
            private volatile boolean finished;

            @Override
            public @Nullable Batch next() {
                Batch batch = finished ? null : batches.next(cursor);
                if (batch == null && !finished && cursor.hasEnded()) {
                    connection.close();
                }
                return batch;
            }

            @Override
            public List<String> devices() {
                return List.of(stream.deviceId());
            }

            @Override
            public long lag() {
                return cursor.lag();
            }

            @Override
            public void finish() {
                finished = true; // a device's stream has no end to be waited for
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }

    @Override
    void publish(ByteBuffer event) {
        toEach(connection -> connection.enqueue(event));
    }

    @Override
    public void close(boolean cascading) {
        if (!isClosed()) {
            frames.close();
        }
        super.close(cascading);
    }
}
