// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.FrameCursor.Place;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one device's stream that want the same of it. What has gathered is put together once for all
 * that are at the same place; after a burst nearly all are. Any thread may read; two that make the same batch at
 * once do it twice, and either serves.
 */
final class Feed {
    private static final int KEPT = 8;

    private final DeviceStream stream;
    private final Format format;
    private final Audience audience;
    private final Subscription frames;
    private final Set<Client> members = ConcurrentHashMap.newKeySet();
    private final AtomicReferenceArray<@Nullable Shared> recent = new AtomicReferenceArray<>(KEPT);

    private record Shared(Place from, Batch batch, Place to) {}

    Feed(DeviceStream stream, Format format, Loop loop) {
        this.stream = stream;
        this.format = format;
        this.audience = new Audience(loop);
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
                return Feed.this.next(cursor);
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

    private @Nullable Batch next(FrameCursor cursor) {
        Place from = cursor.place();
        if (from == null) {
            return BatchBuilder.next(cursor, format, false);
        }
        int slot = (int) from.position() & (KEPT - 1);
        Shared known = recent.get(slot);
        if (known != null && known.from.equals(from)) {
            cursor.moveTo(known.to);
            return known.batch;
        }
        Batch batch = BatchBuilder.next(cursor, format, false);
        Place to = cursor.place();
        if (batch != null && to != null) {
            recent.set(slot, new Shared(from, batch, to));
        }
        return batch;
    }
}
