// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The clients of one stream that one loop writes for.
 *
 * <p>However often it is called between two passes, the loop makes one: the flag is lowered before the
 * clients are walked, so that what comes during the walk causes another. After a pass that took long, and during
 * which more has come, the next waits for a part of that time, in which yet more gathers: with thousands of clients
 * each event would otherwise be a write of its own for each of them, and the processor be busy with nothing else. Few
 * clients never wait.
 */
final class Audience {
    /** A pass that is shorter is followed by the next at once. */
    private static final long SHORT = Duration.ofMillis(5).toNanos();

    private static final long LONGEST_REST = Duration.ofMillis(20).toNanos();

    private final WriterLoop loop;
    /**
     * In the order in which they came, which is that of their objects and sockets in memory: a pass over thousands
     * is bound by what it has to fetch from there.
     */
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    private final AtomicBoolean called = new AtomicBoolean();

    /** No pass begins before; the loop's own. */
    private long rested = System.nanoTime();

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
        long begin = System.nanoTime();
        if (begin - rested < 0) {
            loop.later(this::pump, rested);
            return;
        }
        called.set(false);
        connections.forEach(Connection::pump);
        long end = System.nanoTime();
        rested = called.get() ? end + rest(end - begin) : end; // where nothing has gathered, nothing will
    }

    /** How long nothing is done after a pass that took so long. */
    static long rest(long took) {
        return took < SHORT ? 0 : Math.min(took / 2, LONGEST_REST);
    }
}
