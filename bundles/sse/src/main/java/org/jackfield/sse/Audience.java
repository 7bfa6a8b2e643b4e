// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The clients of one stream that one loop writes for.
 *
 * <p>However often it is called between two passes, the loop makes one: the flag is lowered before the
 * clients are walked, so that what comes during the walk causes another.
 */
final class Audience {
    private final WriterLoop loop;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean called = new AtomicBoolean();

    Audience(WriterLoop loop) {
        this.loop = loop;
    }

    WriterLoop loop() {
        return loop;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    boolean isEmpty() {
        return connections.isEmpty();
    }

    void forEach(java.util.function.Consumer<Connection> action) {
        connections.forEach(action);
    }

    /** Has everybody look for news. */
    void call() {
        if (!connections.isEmpty() && called.compareAndSet(false, true)) {
            loop.execute(this::pump);
        }
    }

    private void pump() {
        called.set(false);
        connections.forEach(Connection::pump);
    }
}
