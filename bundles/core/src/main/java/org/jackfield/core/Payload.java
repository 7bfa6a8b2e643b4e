// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A sample's payload read back from its JSON, for those who want less of it than was kept. */
final class Payload {
    private static final JsonFactory JSON = new JsonFactory();

    private Payload() {}

    /** What looks at a payload. */
    interface Reading {
        void read(JsonParser from) throws IOException;
    }

    /** What makes another of it. The first token is the parser's current one. */
    interface Rewriting {
        void rewrite(JsonParser from, JsonGenerator to) throws IOException;
    }

    static void read(EncodedFrame frame, Reading reading) {
        int offset = frame.payloadOffset();
        try (JsonParser from = JSON.createParser(frame.json(), offset, frame.length() - offset - 1)) {
            reading.read(from);
        } catch (IOException e) {
            throw new UncheckedIOException("a payload that was written must be readable", e);
        }
    }

    /** The sample with what the rewriting leaves of its payload. */
    static EncodedFrame rewritten(EncodedFrame frame, int maxBytes, Rewriting rewriting) {
        BoundedBuffer buffer = new BoundedBuffer(maxBytes);
        read(frame, from -> {
            try (JsonGenerator to = PayloadWriter.generator(buffer)) {
                from.nextToken();
                rewriting.rewrite(from, to);
            }
        });
        return frame.withPayload(buffer);
    }
}
