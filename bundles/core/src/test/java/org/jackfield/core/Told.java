// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;

/** Frames in few words: {@code 5}, {@code streaming}, {@code gap 3-6 expired}, {@code error IOException}. */
final class Told {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Told() {}

    static List<String> all(FrameReader cursor) {
        List<String> told = new ArrayList<>();
        for (Frame frame = cursor.next(); frame != null; frame = cursor.next()) {
            told.add(of(frame));
        }
        return told;
    }

    /** With the device before each: {@code pm1 5}. */
    static List<String> named(FrameReader reader) {
        List<String> told = new ArrayList<>();
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
            told.add(frame.deviceId() + " " + of(frame));
        }
        return told;
    }

    static String of(Frame frame) {
        JsonNode json = json(frame);
        return switch (frame.kind()) {
            case DATA -> json.get("sequence").asText();
            case STATUS -> json.get("state").asText();
            case ERROR -> "error " + json.at("/error/type").asText();
            case GAP ->
                "gap " + json.get("from") + "-" + json.get("to") + " "
                        + json.get("reason").asText();
        };
    }

    static JsonNode json(Frame frame) {
        byte[] bytes = new byte[frame.length()];
        frame.copyTo(bytes, 0);
        return json(bytes);
    }

    static JsonNode json(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
