// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Clients that the same frames concern.
 *
 * <p>However often it is called between two passes, the loop makes one: the flag is lowered before the clients
 * are walked, so that what comes during the walk causes another.
 */
final class Audience {
    private final Loop loop;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean called = new AtomicBoolean();

    Audience(Loop loop) {
        this.loop = loop;
    }

    void add(Client client) {
        clients.add(client);
    }

    void remove(Client client) {
        clients.remove(client);
    }

    /** Has everybody look for news. */
    void call() {
        // Looked at first: with many devices nearly all calls find it raised, and only looking shares the line.
        if (!called.get() && called.compareAndSet(false, true)) {
            loop.execute(this::pump);
        }
    }

    private void pump() {
        called.set(false);
        clients.forEach(Client::pump);
    }
}
