// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import java.util.List;

/**
 * The JAX-RS entry point to server-sent events, over cursors and non-blocking writes. Jersey's own
 * implementation encodes for each client, and blocks or drops in silence when one is slow.
 */
final class CursorSse implements Sse {
    private final List<WriterLoop> loops;
    private final EventEncoder encoder;

    CursorSse(List<WriterLoop> loops, EventEncoder encoder) {
        this.loops = loops;
        this.encoder = encoder;
    }

    @Override
    public OutboundSseEvent.Builder newEventBuilder() {
        return new EventBuilder();
    }

    @Override
    public SseBroadcaster newBroadcaster() {
        return new EventBroadcaster(loops, encoder);
    }
}
