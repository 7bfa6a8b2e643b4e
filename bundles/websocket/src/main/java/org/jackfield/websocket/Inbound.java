// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.CloseException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Puts a client's frames together to messages, of bounded size and at a bounded rate. Jetty has looked at each
 * frame and at their order before. One thread at a time.
 */
final class Inbound {
    /** What a message may have. */
    static final int MAX_MESSAGE_BYTES = 64 * 1024;

    /** Frames that may come at once, after which so many may come a second. */
    static final int BURST = 1_000;

    static final int PER_SECOND = 100;

    private static final long NANOS_PER_FRAME = 1_000_000_000L / PER_SECOND;

    private final LongSupplier nanoTime;
    /** When all that has come would have come at the permitted rate. */
    private long due;

    private @Nullable ByteArrayOutputStream begun;
    private Format format = Format.JSON;

    /** A whole message. */
    record Message(Format format, ByteBuffer bytes) {}

    Inbound(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.due = nanoTime.getAsLong();
    }

    /** Counts a frame of any kind. */
    void count() {
        long now = nanoTime.getAsLong();
        due = (now - due > 0 ? now : due) + NANOS_PER_FRAME;
        if (due - now > BURST * NANOS_PER_FRAME) {
            throw new CloseException(
                    CloseStatus.POLICY_VIOLATION, "expected at most " + PER_SECOND + " frames a second, came more");
        }
    }

    /** The message that this frame completes, or null. */
    @Nullable
    Message take(Frame frame) {
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            format = frame.getOpCode() == OpCode.TEXT ? Format.JSON : Format.CBOR;
        }
        ByteArrayOutputStream before = begun;
        int size = frame.getPayloadLength() + (before == null ? 0 : before.size());
        if (size > MAX_MESSAGE_BYTES) {
            throw new MessageTooLargeException("a message must have at most " + MAX_MESSAGE_BYTES + " bytes");
        }
        byte[] bytes = BufferUtil.toArray(frame.getPayload());
        if (frame.isFin() && before == null) {
            return message(bytes);
        }
        ByteArrayOutputStream all = before == null ? new ByteArrayOutputStream(size) : before;
        all.writeBytes(bytes);
        begun = frame.isFin() ? null : all;
        return frame.isFin() ? message(all.toByteArray()) : null;
    }

    private Message message(byte[] bytes) {
        if (format == Format.JSON) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException e) {
                throw new BadPayloadException("text must be UTF-8, was not", e);
            }
        }
        return new Message(format, ByteBuffer.wrap(bytes));
    }
}
