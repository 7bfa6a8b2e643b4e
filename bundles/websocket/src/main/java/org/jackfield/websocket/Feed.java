// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.web.read.Audience;
import org.jackfield.web.read.SharedBatches;
import org.jspecify.annotations.Nullable;

/** The clients of one device's stream that want the same of it, in the same batches. */
final class Feed {
    private final DeviceStream stream;
    private final SharedBatches<Batch> batches;
    private final Audience<Client> audience;
    private final Subscription frames;
    private final Set<Client> members = ConcurrentHashMap.newKeySet();

    Feed(DeviceStream stream, Format format, Loop loop) {
        this.stream = stream;
        this.batches = new SharedBatches<>(reader -> BatchBuilder.next(reader, format));
        this.audience = new Audience<>(loop, Client::pump);
        this.frames = stream.onFrames(audience::call);
    }

    void join(Client client) {
        members.add(client);
        audience.add(client);
    }

    /** Whether the client was the last. */
    boolean leave(Client client) {
        members.remove(client);
        audience.remove(client);
        return members.isEmpty();
    }

    void close() {
        frames.close();
    }

    Source read(StartAt start, Runnable onClose) {
        FrameCursor cursor = stream.read(start);
        return new Source() {
            @Override
            public @Nullable Batch next() {
                return batches.next(cursor);
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
            public boolean hasEnded() {
                return cursor.hasEnded();
            }

            @Override
            public Map<String, Object> answer(String type, JsonNode message) {
                throw new IllegalArgumentException(
                        "expected a message of type ping, came " + type + "; what is read here is said in the address");
            }

            @Override
            public void close() {
                cursor.close();
                onClose.run();
            }
        };
    }
}
