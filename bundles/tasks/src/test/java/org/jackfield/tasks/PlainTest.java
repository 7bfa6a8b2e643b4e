// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlainTest {
    private static Object copy(Object value) {
        return Plain.copy("a result", value, 10_000);
    }

    @Test
    void arraysTimesAndNumbersBecomeWhatJsonKnows() {
        assertThat(copy(new double[] {1, Double.NaN})).isEqualTo(Arrays.asList(1.0, null));
        assertThat(copy(new byte[] {1, 2})).isEqualTo("AQI=");
        assertThat(copy(new Object[] {1, "x", null, true})).isEqualTo(Arrays.asList(1, "x", null, true));
        assertThat(copy(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(copy(Double.POSITIVE_INFINITY)).isNull();
    }

    @Test
    void aCopyIsNotChangedWithWhatItWasMadeOf() {
        List<Object> list = new ArrayList<>(List.of(1));
        Object copy = copy(Map.of("list", list));
        list.add(2);

        assertThat(copy).isEqualTo(Map.of("list", List.of(1)));
    }

    @Test
    void whatContainsItselfOrIsTooMuchIsRefused() {
        Map<String, Object> cycle = new HashMap<>();
        cycle.put("me", cycle);

        assertThatThrownBy(() -> copy(cycle)).hasMessageContaining("contains itself");
        assertThatThrownBy(() -> copy("x".repeat(10_001))).hasMessageContaining("10000 bytes");
        assertThatThrownBy(() -> copy(new long[6_000])).hasMessageContaining("10000 bytes");
        assertThatThrownBy(() -> copy(Map.of(1, 2))).hasMessageContaining("must be text, one was a java.lang.Integer");
        assertThatThrownBy(() -> copy(List.of(new Thread()))).hasMessageContaining("java.lang.Thread at [0]");
    }
}
