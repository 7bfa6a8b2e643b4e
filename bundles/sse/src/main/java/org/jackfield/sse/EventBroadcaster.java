// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broadcaster of single events, as JAX-RS has it. Its clients walk a small ring too; one that is overtaken
 * is told in a comment how many events it has missed.
 *
 * <p>The ring is guarded by the monitor of its array.
 */
final class EventBroadcaster extends Broadcaster {
    /** Events kept for clients that are behind. */
    static final int KEPT = 1024;

    private final @Nullable ByteBuffer[] ring = new @Nullable ByteBuffer[KEPT];
    private long head;

    EventBroadcaster(List<WriterLoop> loops, EventEncoder encoder) {
        super(loops, encoder);
    }

    @Override
    void publish(ByteBuffer event) {
        synchronized (ring) {
            ring[(int) (head++ % KEPT)] = event;
        }
        callAll();
    }

    @Override
    Source source(Connection connection) {
        synchronized (ring) {
            return new Reader(head);
        }
    }

    private final class Reader implements Source {
        private long position;
        private long last = Long.MAX_VALUE;

        private Reader(long position) {
            this.position = position;
        }

        @Override
        public @Nullable Batch next() {
            ByteArrayOutputStream gathered = new ByteArrayOutputStream();
            synchronized (ring) {
                long kept = Math.min(head - KEPT, last);
                if (position < kept) {
                    gathered.writeBytes(missed(kept - position));
                    position = kept;
                }
                while (position < Math.min(head, last) && gathered.size() < SharedBatches.BATCH_BYTES) {
                    ByteBuffer event = ring[(int) (position++ % KEPT)];
                    if (event != null) {
                        byte[] bytes = new byte[event.remaining()];
                        event.duplicate().get(bytes);
                        gathered.writeBytes(bytes);
                    }
                }
            }
            return gathered.size() == 0 ? null : new Batch(ByteBuffer.wrap(gathered.toByteArray()));
        }

        private static byte[] missed(long events) {
            return (": missed " + events + " events\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void finish() {
            synchronized (ring) {
                last = Math.min(last, head);
            }
        }

        @Override
        public void close() {
            // A place in the ring is a number and nothing to be given back.
        }
    }
}
