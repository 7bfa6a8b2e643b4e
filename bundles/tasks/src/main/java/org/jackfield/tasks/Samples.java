// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import org.jackfield.stream.Frame;
import org.jackfield.task.Sample;

/** Reads frames for tasks that reckon. */
final class Samples {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Samples() {}

    static byte[] bytes(Frame frame) {
        byte[] json = new byte[frame.length()];
        frame.copyTo(json, 0);
        return json;
    }

    static Sample of(Frame frame) {
        if (frame.kind() != Frame.Kind.DATA) {
            throw new IllegalArgumentException("only a data frame is a sample, was " + frame.eventName());
        }
        try {
            JsonNode json = JSON.readTree(bytes(frame));
            return new Sample(
                    frame.deviceId(),
                    frame.sequence(),
                    OffsetDateTime.parse(json.path("timestamp").asText()).toInstant(),
                    JSON.convertValue(json.path("payload"), Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
