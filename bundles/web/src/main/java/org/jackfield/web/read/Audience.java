// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.read;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Clients that the same frames concern, and for whom the same loop writes. They come and go on any thread.
 *
 * <p>However often it is called between two passes, the loop makes one: the flag is lowered before the clients
 * are walked, so that what comes during the walk causes another.
 *
 * @param <C> of whatever kind
 */
public final class Audience<C> {
    private final Executor loop;
    private final Consumer<C> pump;
    private final Set<C> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean called = new AtomicBoolean();

    /** @param pump has one look for news */
    public Audience(Executor loop, Consumer<C> pump) {
        this.loop = loop;
        this.pump = pump;
    }

    public void add(C client) {
        clients.add(client);
    }

    public void remove(C client) {
        clients.remove(client);
    }

    public boolean isEmpty() {
        return clients.isEmpty();
    }

    /** Has everybody look for news. */
    public void call() {
        // Looked at first: with many devices nearly all calls find it raised, and only looking shares the line.
        if (!called.get() && !clients.isEmpty() && called.compareAndSet(false, true)) {
            loop.execute(this::walk);
        }
    }

    private void walk() {
        called.set(false);
        clients.forEach(pump);
    }
}
