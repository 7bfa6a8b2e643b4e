// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RefusalTest {
    @Test
    void theBodyHasTheFormOfEveryErrorOfThisServer() {
        Refusal refusal = new Refusal("HostRefused", "Not that name.", Map.of("host", "x", "a", "b"));

        assertThat(refusal.json(Instant.parse("2026-03-01T09:15:00.987Z")))
                .isEqualTo("{\"error\":{\"type\":\"HostRefused\",\"message\":\"Not that name.\","
                        + "\"origin\":\"framework\",\"timestamp\":\"2026-03-01T09:15:00+00:00\","
                        + "\"context\":{\"a\":\"b\",\"host\":\"x\"}}}");
    }

    @Test
    void whatCameFromOutsideCannotBreakTheBody() {
        Refusal refusal = new Refusal("T", "\"}\\\n\u0001é\ud83d", Map.of());

        assertThat(refusal.json(Instant.EPOCH)).contains("\"message\":\"\\\"}\\\\\\u000a\\u0001é\\ud83d\"");
    }

    @Test
    void aNameOfAnyLengthIsEchoedShort() {
        assertThat(Refusal.ofHost("a".repeat(5_000)).json(Instant.EPOCH).length())
                .isLessThan(1_500);
    }
}
