// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.View;

/**
 * A broadcaster for all clients that want the same of a device. The map orders who joins and who leaves last.
 */
final class DeviceBroadcasters {
    private final DeviceStreams streams;
    private final List<WriterLoop> loops;
    private final EventEncoder encoder;
    private final Map<Wanted, DeviceBroadcaster> open = new ConcurrentHashMap<>();

    DeviceBroadcasters(DeviceStreams streams, List<WriterLoop> loops, EventEncoder encoder) {
        this.streams = streams;
        this.loops = loops;
        this.encoder = encoder;
    }

    Optional<DeviceStream> find(String deviceId) {
        return streams.find(deviceId);
    }

    private record Wanted(String deviceId, View view, Format format) {}

    /** Begins to read many devices; none yet. */
    DevicesReader readMany(Runnable wake) {
        return streams.readMany(wake);
    }

    /** Has the client read the stream. */
    void register(DeviceStream stream, Connection client) {
        View view = client.asked().view();
        Wanted wanted = new Wanted(stream.deviceId(), view, client.asked().format());
        DeviceStream viewed = view.equals(View.WHOLE) ? stream : stream.view(view);
        DeviceBroadcaster joined = open.compute(wanted, (key, known) -> {
            DeviceBroadcaster broadcaster =
                    known != null && known.stream().equals(viewed) ? known : broadcaster(wanted, viewed);
            broadcaster.join(client);
            return broadcaster;
        });
        joined.begin(client); // outside: many come at once, and each is written to
    }

    private DeviceBroadcaster broadcaster(Wanted wanted, DeviceStream stream) {
        DeviceBroadcaster broadcaster = new DeviceBroadcaster(stream, wanted.format(), loops, encoder);
        // On the loop's thread: a client that fails while it registers leaves inside of compute.
        broadcaster.onClose(sink -> loops.get(0).execute(() -> leave(wanted, broadcaster)));
        return broadcaster;
    }

    private void leave(Wanted wanted, DeviceBroadcaster broadcaster) {
        open.compute(wanted, (key, current) -> {
            if (!broadcaster.isDeserted()) {
                return current;
            }
            broadcaster.close();
            return current == broadcaster ? null : current; // another stream may have the name by now
        });
    }

    /** Streams that are being listened to, those of one device that differ told apart. */
    int size() {
        return open.size();
    }

    /** Listens to no device any more; for the end, when no loop is there to see the last client leave. */
    void close() {
        open.values().forEach(broadcaster -> Attempt.run(broadcaster::close));
        open.clear();
    }
}
