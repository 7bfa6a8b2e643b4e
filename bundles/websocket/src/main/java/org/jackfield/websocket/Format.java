// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jackfield.web.json.JsonBounds;
import org.jackfield.web.json.JsonMistake;

/** What messages are made of. The mappers remember every class they see: they are given the platform's own ones. */
enum Format {
    /** Text messages. */
    JSON(
            OpCode.TEXT,
            new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(JsonBounds.CONSTRAINTS)
                    .build())),
    /** Binary messages, of the same content. */
    CBOR(
            OpCode.BINARY,
            new ObjectMapper(CBORFactory.builder()
                    .streamReadConstraints(JsonBounds.CONSTRAINTS)
                    .build()));

    private final byte opCode;

    @SuppressWarnings("ImmutableEnumChecker") // set up in the constructor and never again
    private final ObjectMapper mapper;

    Format(byte opCode, ObjectMapper mapper) {
        this.opCode = opCode;
        this.mapper = mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** The format of that name; JSON if none is named. */
    static Format named(Optional<String> named) {
        if (named.isEmpty()) {
            return JSON;
        }
        String name = named.get();
        for (Format format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("format must be json or cbor, was " + name);
    }

    /** What its clients are told apart by. */
    String kind() {
        return "websocket-" + name().toLowerCase(Locale.ROOT);
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
                    "a message must be one object of " + this + ": " + JsonMistake.words(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of bytes in memory
        }
    }
}
