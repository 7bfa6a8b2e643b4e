// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jackfield.stream.Frame;
import org.jackfield.web.Refusal;
import org.jackfield.web.read.Cbor;

/** What a client gets its frames as. */
enum Format {
    /** Server-sent events whose data is the frame's JSON. */
    ENVELOPE("text/event-stream"),
    /** Server-sent events; those of samples hold the payload alone. */
    BARE("text/event-stream"),
    /** The frame's JSON, one a line. */
    NDJSON("application/x-ndjson") {
        @Override
        void write(Frame frame, Naming naming, Bytes target) {
            target.json(frame, 0, frame.length());
            target.lineFeed();
        }

        @Override
        byte[] encode(OutboundSseEvent event, EventEncoder encoder) {
            return encoder.line(event);
        }

        @Override
        ByteBuffer ping() {
            return ByteBuffer.wrap("{\"event\":\"ping\"}\n".getBytes(StandardCharsets.US_ASCII));
        }
    },
    /** A CBOR sequence of what the JSON says. */
    CBOR_SEQ("application/cbor-seq") {
        @Override
        void write(Frame frame, Naming naming, Bytes target) {
            byte[] json = new byte[frame.length()];
            frame.copyTo(json, 0);
            target.append(Cbor.of(json));
        }

        @Override
        byte[] encode(OutboundSseEvent event, EventEncoder encoder) {
            return Cbor.of(encoder.line(event));
        }

        @Override
        ByteBuffer ping() {
            return ByteBuffer.wrap(Cbor.of("{\"event\":\"ping\"}".getBytes(StandardCharsets.US_ASCII)));
        }
    };

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /**
     * What a client asks for, by name or else by what it accepts before all else. LabDaemon's clients accept
     * anything or nothing and mean events.
     */
    static Format of(Optional<String> name, List<MediaType> accepted) {
        return name.map(Format::named).orElseGet(() -> accepted.stream()
                .filter(type -> !isRefused(type))
                .limit(1)
                .flatMap(best -> Arrays.stream(values()).filter(format -> format.isOf(best)))
                .findFirst()
                .orElse(ENVELOPE));
    }

    /** What somebody wants the least of, 0, they do not want at all. */
    private static boolean isRefused(MediaType type) {
        return type.getParameters().getOrDefault("q", "1").matches("0(\\.0*)?");
    }

    private boolean isOf(MediaType best) {
        return mediaType.equals(best.getType() + "/" + best.getSubtype());
    }

    private static Format named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        400,
                        "InvalidRequest",
                        "format must be one of "
                                + Arrays.stream(values()).map(Format::wireName).toList() + ", was '" + name + "'"));
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Says what the response holds. */
    String mediaType() {
        return mediaType;
    }

    /** What its clients are told apart by. */
    String kind() {
        return this == ENVELOPE ? "sse" : wireName();
    }

    boolean isText() {
        return this != CBOR_SEQ;
    }

    /** Whether there is something in it that clients pass over. */
    boolean hasComments() {
        return mediaType.equals("text/event-stream");
    }

    /**
     * Appends the frame.
     *
     * @param naming what the stream is of, and so with what number a client comes back
     */
    void write(Frame frame, Naming naming, Bytes target) {
        target.event(frame, naming, this == BARE);
    }

    /** A single event. */
    byte[] encode(OutboundSseEvent event, EventEncoder encoder) {
        return encoder.encode(event);
    }

    /** What a quiet client is sent. */
    ByteBuffer ping() {
        return ByteBuffer.wrap("event: ping\r\ndata: {}\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
