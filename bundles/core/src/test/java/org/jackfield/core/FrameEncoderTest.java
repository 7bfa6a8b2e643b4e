// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameEncoderTest {
    private static final Instant TIME = Instant.parse("2026-03-01T09:15:00.120Z");

    private final FrameEncoder encoder = new FrameEncoder("pm1");

    private static ErrorRecord error(Throwable failure) {
        return new Errors("pm1", TestStream.CLOCK).device(failure);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 12345, 999_999_999_999L, Long.MAX_VALUE})
    void aDataFrameIsItsPayloadInAnEnvelope(long sequence) throws Exception {
        BoundedBuffer payload = new BoundedBuffer(1000);
        PayloadWriter.write(Map.of("power", 1.5), payload);

        JsonNode json = Told.json(encoder.data(sequence, TIME, payload));

        assertThat(json)
                .hasToString("{\"event\":\"device_data\",\"device_id\":\"pm1\",\"sequence\":" + sequence
                        + ",\"timestamp\":\"2026-03-01T09:15:00.120000+00:00\",\"payload\":{\"power\":1.5}}");
    }

    @Test
    void aStatusNamesTheStateTheDriverAndTheError() {
        JsonNode json = Told.json(encoder.status(
                TIME,
                DeviceState.FAULT,
                Optional.of(new DriverInfo("org.vendor.pm", "1.1.0", 7)),
                Optional.of(error(new IllegalStateException("no \"answer\" from\nthe line")))));

        assertThat(json)
                .hasToString("{\"event\":\"device_status\",\"device_id\":\"pm1\","
                        + "\"timestamp\":\"2026-03-01T09:15:00.120000+00:00\",\"state\":\"fault\","
                        + "\"driver\":{\"name\":\"org.vendor.pm\",\"version\":\"1.1.0\"},"
                        + "\"error\":{\"type\":\"IllegalStateException\","
                        + "\"message\":\"no \\\"answer\\\" from\\nthe line\"}}");
    }

    @Test
    void aStatusOfNobodyIsShort() {
        JsonNode json = Told.json(encoder.status(TIME, DeviceState.OFFLINE, Optional.empty(), Optional.empty()));

        assertThat(json)
                .hasToString("{\"event\":\"device_status\",\"device_id\":\"pm1\","
                        + "\"timestamp\":\"2026-03-01T09:15:00.120000+00:00\",\"state\":\"offline\"}");
    }

    @Test
    void aStreamErrorHasItsTimeToTheSecond() {
        JsonNode json = Told.json(encoder.streamError(error(new IllegalStateException("busy"))));

        assertThat(json)
                .hasToString("{\"event\":\"stream_error\",\"device_id\":\"pm1\","
                        + "\"timestamp\":\"2026-03-01T09:15:00+00:00\","
                        + "\"error\":{\"type\":\"IllegalStateException\",\"message\":\"busy\"}}");
    }

    @Test
    void aGapNamesItsFirstAndItsLastNumberAndTheReason() {
        assertThat(Told.json(encoder.gap(3, 17, "overtaken")))
                .hasToString("{\"event\":\"gap\",\"device_id\":\"pm1\",\"from\":3,\"to\":17,\"reason\":\"overtaken\"}");
    }

    @Test
    void anErrorOfAnyWordingFits() {
        String hostile = "\u0000\ud83d".repeat(100_000);

        JsonNode json = Told.json(encoder.streamError(error(new IllegalStateException(hostile))));

        assertThat(json.at("/error/message").asText())
                .hasSize(2000)
                .startsWith("\u0000\ufffd\u0000\ufffd")
                .doesNotContain("\ud83d");
    }
}
