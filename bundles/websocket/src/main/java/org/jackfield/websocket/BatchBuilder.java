// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.web.read.Cbor;
import org.jackfield.web.read.SharedCbor;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what has gathered for a reader. Messages up to a bound follow one another as they will be on the
 * wire; a longer one comes last, in fragments.
 */
final class BatchBuilder {
    /** What one write carries, about, and what one WebSocket frame carries at most, both ways. */
    static final int PIECE_BYTES = 64 * 1024;

    private static final int FIRST_BYTES = 512;
    private static final int LONGEST_HEADER = 10;
    private static final int FIN = 0x80;
    private static final byte[] POSITION = "{\"position\":".getBytes(StandardCharsets.US_ASCII);

    private final Format format;
    private final @Nullable SharedCbor ofMany;
    private final List<Batch.Piece> pieces = new ArrayList<>();
    private byte[] bytes;
    private int length;
    /** Of the first message; -1 while there is none. */
    private int told = -1;

    private long last = -1;
    private int gaps;

    private BatchBuilder(Format format, @Nullable SharedCbor ofMany, int capacity) {
        this.format = format;
        this.ofMany = ofMany;
        this.bytes = new byte[capacity];
    }

    /** What the reader has, as much as one write carries; null when it has nothing. */
    static @Nullable Batch next(FrameReader reader, Format format) {
        return next(reader, format, null);
    }

    /**
     * The same of many devices: each message begins with its frame's position.
     *
     * @param ofMany keeps the messages for others who read them, in CBOR
     */
    static @Nullable Batch next(FrameReader reader, Format format, @Nullable SharedCbor ofMany) {
        Frame frame = reader.next();
        if (frame == null) {
            return null;
        }
        BatchBuilder batch = new BatchBuilder(format, ofMany, Math.max(FIRST_BYTES, frame.length() + 128));
        while (frame != null) {
            batch.add(frame);
            frame = batch.isFull() ? null : reader.next();
        }
        return batch.toBatch();
    }

    /** One message by itself. */
    static Batch of(Format format, byte[] message) {
        BatchBuilder batch = new BatchBuilder(format, null, message.length);
        System.arraycopy(message, 0, batch.bytes, 0, message.length);
        batch.message(0, message.length);
        return batch.toBatch();
    }

    private boolean isFull() {
        return !pieces.isEmpty() || length >= PIECE_BYTES;
    }

    private void add(Frame frame) {
        last = Math.max(last, number(frame));
        gaps += frame.kind() == Frame.Kind.GAP ? 1 : 0;
        if (format == Format.CBOR) {
            byte[] message = ofMany == null ? cbor(frame) : ofMany.of(frame, () -> cbor(frame));
            reserve(LONGEST_HEADER + message.length);
            System.arraycopy(message, 0, bytes, length + LONGEST_HEADER, message.length);
            message(length + LONGEST_HEADER, message.length);
        } else {
            int size = json(frame);
            message(length + LONGEST_HEADER, size);
        }
    }

    /** With what a client comes back that has got this frame; -1 if it says nothing of that. */
    private long number(Frame frame) {
        if (ofMany != null) {
            return frame.position();
        }
        return switch (frame.kind()) {
            case DATA -> frame.sequence();
            case GAP -> frame.sequence() - 1;
            default -> -1;
        };
    }

    private byte[] cbor(Frame frame) {
        int size = json(frame);
        return Cbor.of(bytes, length + LONGEST_HEADER, size);
    }

    /**
     * Puts it behind room for the longest header, to be moved back to where its own header ends: copying a message
     * is nothing beside asking for its length in advance, which CBOR does not know.
     */
    private int json(Frame frame) {
        reserve(LONGEST_HEADER + 32 + frame.length());
        int at = length + LONGEST_HEADER;
        if (ofMany == null) {
            frame.copyTo(bytes, at);
            return frame.length();
        }
        System.arraycopy(POSITION, 0, bytes, at, POSITION.length);
        byte[] number = Long.toString(frame.position()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(number, 0, bytes, at + POSITION.length, number.length);
        int end = at + POSITION.length + number.length;
        frame.copyTo(bytes, end);
        bytes[end] = ','; // where its own brace was
        return end - at + frame.length();
    }

    private void message(int at, int size) {
        if (size > PIECE_BYTES) {
            fragments(at, size);
            return;
        }
        if (told < 0) {
            told = size; // the header is Jetty's to make
        } else {
            header(size);
        }
        System.arraycopy(bytes, at, bytes, length, size);
        length += size;
    }

    private void header(int size) {
        bytes[length++] = (byte) (FIN | format.opCode());
        if (size < 126) {
            bytes[length++] = (byte) size;
        } else {
            bytes[length++] = 126;
            bytes[length++] = (byte) (size >> 8);
            bytes[length++] = (byte) size;
        }
    }

    private void fragments(int at, int size) {
        closePiece();
        for (int from = 0; from < size; from += PIECE_BYTES) {
            int part = Math.min(PIECE_BYTES, size - from);
            byte opCode = from == 0 ? format.opCode() : OpCode.CONTINUATION;
            pieces.add(new Batch.Piece(opCode, from + part == size, at + from, part, part));
        }
    }

    private void closePiece() {
        if (told >= 0) {
            pieces.add(new Batch.Piece(format.opCode(), true, 0, told, length));
        }
    }

    private void reserve(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }

    private Batch toBatch() {
        if (pieces.isEmpty()) {
            closePiece();
        }
        return new Batch(ByteBuffer.wrap(bytes), pieces, last, gaps);
    }
}
