// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** A feed for everything that clients read of one device. The map orders who joins and who leaves last. */
final class Feeds {
    private final Loop loop;
    private final Map<Key, Feed> open = new ConcurrentHashMap<>();

    /** The stream is told by itself: another one may have the same device's name later. */
    private record Key(DeviceStream stream, View view, Format format) {}

    Feeds(Loop loop) {
        this.loop = loop;
    }

    /**
     * Reads one device.
     *
     * @throws IllegalArgumentException if the device does not have what the view asks for
     */
    Source.Opening device(DeviceStream stream, View view, StartAt start, Format format) {
        DeviceStream viewed = view.equals(View.WHOLE) ? stream : stream.view(view);
        Key key = new Key(stream, view, format);
        return client -> {
            Feed feed = join(key, viewed, client);
            try {
                return feed.read(start, () -> leave(key, client));
            } catch (RuntimeException e) {
                leave(key, client);
                throw e;
            }
        };
    }

    private Feed join(Key key, DeviceStream viewed, Client client) {
        return open.compute(key, (wanted, known) -> {
            Feed feed = known == null ? new Feed(viewed, wanted.format, loop) : known;
            feed.join(client);
            return feed;
        });
    }

    private void leave(Key key, Client client) {
        open.computeIfPresent(key, (wanted, feed) -> {
            if (!feed.leave(client)) {
                return feed;
            }
            feed.close();
            return null;
        });
    }

    /** What is being read. */
    int size() {
        return open.size();
    }
}
