// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.websocket.core.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Messages that go out in one write. Immutable, and made once for all clients at the same place: what a server
 * sends is not masked, so that every client gets the same bytes.
 *
 * @param pieces what Jetty is given, one after the other
 * @param last the number with which a client comes back that has got this; -1 if nothing in it has one
 * @param gaps how many of the messages say that something is missing
 */
record Batch(ByteBuffer bytes, List<Piece> pieces, long last, int gaps) {
    Batch {
        pieces = List.copyOf(pieces);
    }

    /**
     * A part of the bytes.
     *
     * @param told the length that Jetty writes into the header it makes; what is behind is whole messages with
     *     their headers
     */
    record Piece(byte opCode, boolean fin, int offset, int told, int length) {}

    List<Frame> frames() {
        return pieces.stream()
                .<Frame>map(piece -> new Outgoing(piece, bytes.slice(piece.offset, piece.length)))
                .toList();
    }

    /**
     * A frame with more frames behind it. Jetty takes each through its queues, locks and call-backs by itself;
     * hundreds in the guise of one make one entry and one write, and two to six times the throughput. It may be
     * done because nothing between here and the socket looks into a payload: no extension is negotiated and
     * nothing is masked.
     */
    private static final class Outgoing extends Frame {
        private final int told;

        Outgoing(Piece piece, ByteBuffer payload) {
            super(piece.opCode, piece.fin, payload);
            this.told = piece.told;
        }

        @Override
        public int getPayloadLength() {
            return told;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
