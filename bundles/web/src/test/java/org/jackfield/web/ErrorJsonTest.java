// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.jackfield.stream.ErrorRecord;
import org.junit.jupiter.api.Test;

final class ErrorJsonTest {
    @Test
    void aTimeIsToldToTheSecondWithTheOffsetOfUtc() {
        assertThat(ErrorJson.time(Instant.parse("2026-03-01T09:15:00.999Z"))).isEqualTo("2026-03-01T09:15:00+00:00");
    }

    @Test
    void anErrorHasItsFieldsInLabDaemonsOrder() throws Exception {
        ErrorRecord error = new ErrorRecord("IOException", "gone", "device", Instant.EPOCH, Map.of("device_id", "pm1"));
        assertThat(JsonWriter.MAPPER.writeValueAsString(ErrorJson.of(error)))
                .isEqualTo("{\"type\":\"IOException\",\"message\":\"gone\",\"origin\":\"device\","
                        + "\"timestamp\":\"1970-01-01T00:00:00+00:00\",\"context\":{\"device_id\":\"pm1\"}}");
    }

    @Test
    void onlyAStoredErrorTellsWhereInTheCodeAndOnlyIfThatMatters() {
        ErrorRecord error = new ErrorRecord("IOException", "gone", "device", Instant.EPOCH, Map.of(), "at Driver");
        assertThat(ErrorJson.stored(error)).containsEntry("traceback", "at Driver");
        assertThat(ErrorJson.body(error).toString()).doesNotContain("traceback");
        ErrorRecord plain = new ErrorRecord("IOException", "gone", "device", Instant.EPOCH, Map.of());
        assertThat(ErrorJson.stored(plain)).isEqualTo(ErrorJson.of(plain));
    }
}
