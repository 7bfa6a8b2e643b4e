// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All clients, who come and go on any thread. */
final class Clients {
    private static final Logger LOG = LoggerFactory.getLogger(Clients.class);

    private final Pace pace;
    private final LongSupplier nanoTime;
    private final Set<Client> connected = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Clients(Pace pace, LongSupplier nanoTime) {
        this.pace = pace;
        this.nanoTime = nanoTime;
    }

    Pace pace() {
        return pace;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    void add(Client client) {
        connected.add(client);
        if (closed) { // after the others were told, perhaps
            farewell(client);
        }
    }

    void remove(Client client) {
        connected.remove(client);
    }

    int size() {
        return connected.size();
    }

    /** Sees whether all are still there. */
    void look() {
        long now = nanoTime.getAsLong();
        for (Client client : connected) {
            try {
                client.look(now);
            } catch (RuntimeException e) {
                LOG.error("a client could not be looked after, the others are", e);
            }
        }
    }

    /** Ends all streams, properly where the client takes it within the time. */
    void close(Duration patience) {
        closed = true;
        connected.forEach(Clients::farewell);
        long end = System.nanoTime() + patience.toNanos();
        while (!connected.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(this, Duration.ofMillis(5).toNanos());
        }
        connected.forEach(Client::abort);
    }

    private static void farewell(Client client) {
        client.close(CloseStatus.SHUTDOWN, "the streams end here for now");
    }
}
