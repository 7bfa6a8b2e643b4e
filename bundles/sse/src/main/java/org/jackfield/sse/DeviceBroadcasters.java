// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;

/** A broadcaster for each device that has clients. The map orders who joins and who leaves last. */
final class DeviceBroadcasters {
    private final DeviceStreams streams;
    private final List<WriterLoop> loops;
    private final EventEncoder encoder;
    private final Map<String, DeviceBroadcaster> open = new ConcurrentHashMap<>();

    DeviceBroadcasters(DeviceStreams streams, List<WriterLoop> loops, EventEncoder encoder) {
        this.streams = streams;
        this.loops = loops;
        this.encoder = encoder;
    }

    Optional<DeviceStream> find(String deviceId) {
        return streams.find(deviceId);
    }

    /** Has the client read the stream. */
    void register(DeviceStream stream, SseEventSink sink) {
        open.compute(stream.deviceId(), (id, known) -> {
            DeviceBroadcaster broadcaster = known != null && known.stream() == stream ? known : broadcaster(stream);
            broadcaster.register(sink);
            return broadcaster;
        });
    }

    private DeviceBroadcaster broadcaster(DeviceStream stream) {
        DeviceBroadcaster broadcaster = new DeviceBroadcaster(stream, loops, encoder);
        // On the loop's thread: a client that fails while it registers leaves inside of compute.
        broadcaster.onClose(sink -> loops.get(0).execute(() -> leave(broadcaster)));
        return broadcaster;
    }

    private void leave(DeviceBroadcaster broadcaster) {
        open.compute(broadcaster.stream().deviceId(), (id, current) -> {
            if (!broadcaster.isDeserted()) {
                return current;
            }
            broadcaster.close();
            return current == broadcaster ? null : current; // another stream may have the name by now
        });
    }

    /** Devices that are being listened to. */
    int size() {
        return open.size();
    }

    /** Listens to no device any more; for the end, when no loop is there to see the last client leave. */
    void close() {
        open.values().forEach(broadcaster -> Attempt.run(broadcaster::close));
        open.clear();
    }
}
