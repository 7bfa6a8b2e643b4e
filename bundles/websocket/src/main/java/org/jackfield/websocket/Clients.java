// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.jackfield.stream.Counts;
import org.jackfield.stream.StreamClient;
import org.jackfield.stream.StreamClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All clients, who come and go on any thread; the monitor lets one thread at a time ask how they are seen. */
final class Clients implements StreamClients {
    private static final Logger LOG = LoggerFactory.getLogger(Clients.class);

    private final Pace pace;
    private final LongSupplier nanoTime;
    private final Set<Client> connected = ConcurrentHashMap.newKeySet();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
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
        opened.incrementAndGet();
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

    /** One was not let in. */
    void refused() {
        refused.incrementAndGet();
    }

    /** One has to go because it does not listen. */
    void cut() {
        cut.incrementAndGet();
    }

    @Override
    public synchronized List<StreamClient> clients() {
        return connected.stream()
                .sorted(Comparator.comparingLong(client -> client.visit().number()))
                .map(Client::seen)
                .toList();
    }

    @Override
    public boolean disconnect(String id) {
        Optional<Client> found = connected.stream()
                .filter(client -> client.visit().id().equals(id))
                .findAny();
        found.ifPresent(Client::disconnect);
        return found.isPresent();
    }

    @Override
    public Counts counts() {
        return new Counts(opened.get(), refused.get(), cut.get());
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
    void close() {
        closed = true;
        connected.forEach(Clients::farewell);
        long end = System.nanoTime() + pace.farewell().toNanos();
        while (!connected.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(this, Duration.ofMillis(5).toNanos());
        }
        connected.forEach(Client::abort);
    }

    private static void farewell(Client client) {
        client.close(CloseStatus.SHUTDOWN, "the streams end here for now");
    }
}
