// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jackfield.stream.DevicesReader;
import org.jspecify.annotations.Nullable;

/** Many devices for one client, which is woken once however many of them have news. */
final class ManySource implements Source {
    private final Connection client;
    private final DevicesReader reader;
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile boolean finished;

    ManySource(Connection client, DeviceBroadcasters devices) {
        this.client = client;
        this.reader = devices.readMany(this::wake);
    }

    DevicesReader reader() {
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
    public @Nullable ByteBuffer next() {
        return finished ? null : SharedBatches.make(reader, client.format(), true);
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
