// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jackfield.stream.FrameReader;
import org.jspecify.annotations.Nullable;

/** What one client alone reads; it is woken once however much there is. */
final class WokenSource<R extends FrameReader> implements Source {
    private final Connection client;
    private final Naming naming;
    private final R reader;
    private final Function<R, Collection<String>> devices;
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile boolean finished;

    /**
     * @param reading makes what is read from, given what to call when there is something
     * @param devices what is read by it
     */
    WokenSource(
            Connection client, Naming naming, Function<Runnable, R> reading, Function<R, Collection<String>> devices) {
        this.client = client;
        this.naming = naming;
        this.devices = devices;
        this.reader = reading.apply(this::wake);
    }

    R reader() {
        return reader;
    }

    private void wake() {
        if (called.compareAndSet(false, true)) {
            client.loop().execute(() -> {
                called.set(false); // before it looks: what comes meanwhile calls again
                client.pump();
            });
        }
    }

    @Override
    public @Nullable Batch next() {
        return finished ? null : SharedBatches.make(reader, client.asked().format(), naming);
    }

    @Override
    public List<String> devices() {
        return List.copyOf(devices.apply(reader));
    }

    @Override
    public long lag() {
        return reader.lag();
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public void close() {
        reader.close();
    }
}
