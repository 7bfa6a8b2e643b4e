// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.eclipse.jetty.websocket.core.OpCode;

/** What messages are made of. The mappers remember every class they see: they are given the platform's own ones. */
enum Format {
    /** Text messages. */
    JSON(OpCode.TEXT, new ObjectMapper()),
    /** Binary messages, of the same content. */
    CBOR(OpCode.BINARY, new ObjectMapper(new CBORFactory()));

    private static final JsonFactory FRAMES = new JsonFactory();
    private static final CBORFactory CBOR_FRAMES = new CBORFactory();

    private final byte opCode;

    @SuppressWarnings("ImmutableEnumChecker") // set up in the constructor and never again
    private final ObjectMapper mapper;

    Format(byte opCode, ObjectMapper mapper) {
        this.opCode = opCode;
        this.mapper = mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** The format of that name. */
    static Format named(String name) {
        for (Format format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("format must be json or cbor, was " + name);
    }

    byte opCode() {
        return opCode;
    }

    byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an answer must become " + this + ", this is " + value.getClass(), e);
        }
    }

    /** Reads what a client has sent. */
    JsonNode read(byte[] message) {
        try {
            return mapper.readTree(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "expected one object of " + this + ", came " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of bytes in memory
        }
    }

    /** The same in CBOR. */
    static byte[] cbor(byte[] json, int offset, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length);
        try (JsonParser from = FRAMES.createParser(json, offset, length);
                CBORGenerator to = CBOR_FRAMES.createGenerator(out)) {
            from.nextToken();
            to.copyCurrentStructure(from);
        } catch (IOException e) {
            throw new UncheckedIOException("a frame must be JSON", e);
        }
        return out.toByteArray();
    }
}
