// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SchemaTest {
    private static final Map<String, Object> SCHEMA = new Fields()
            .must("name", Fields.of("string", ""))
            .may("count", Fields.of("integer", "", "minimum", 1, "maximum", 10, "default", 3))
            .may("list", Fields.of("array", "", "items", Map.of("type", "number"), "minItems", 1, "maxItems", 2))
            .may(
                    "inner",
                    new Fields()
                            .must("on", Fields.of("boolean", "", "default", true))
                            .schema())
            .may("free", Map.of("type", List.of("object", "null")))
            .schema();

    private static void refuses(Map<String, Object> values, String... words) {
        assertThatThrownBy(() -> Schema.fill(SCHEMA, values))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(words);
    }

    @Test
    void whatIsNotGivenIsPreset() {
        assertThat(Schema.fill(SCHEMA, Map.of("name", "x", "inner", Map.of())))
                .isEqualTo(Map.of("name", "x", "count", 3, "inner", Map.of("on", true)));
    }

    @Test
    void aWholeNumberMayBeWrittenWithAPoint() {
        assertThat(Schema.fill(SCHEMA, Map.of("name", "x", "count", 5.0))).containsEntry("count", 5L);
        refuses(Map.of("name", "x", "count", 5.5), "count must be an integer, was 5.5");
    }

    @Test
    void everythingThatDoesNotFitIsNamedWithItsPlace() {
        Map<String, Object> values = new HashMap<>(Map.of("count", 11, "colour", 1));
        values.put("list", List.of(1, "two", 3));
        values.put("inner", Map.of("on", "yes", "off", false));

        refuses(
                values,
                "name is missing",
                "count must be at most 10, was 11",
                "colour is not known",
                "list must have at most 2 elements, has 3",
                "list[1] must be a number, was 'two'",
                "inner.on must be a boolean, was 'yes'",
                "inner.off is not known; known are [on]");
    }

    @Test
    void whereNoPropertiesAreNamedAllAreWelcome() {
        Map<String, Object> values = new HashMap<>(Map.of("name", "x"));
        values.put("free", Map.of("a", List.of(1)));
        assertThat(Schema.fill(SCHEMA, values)).containsEntry("free", Map.of("a", List.of(1)));
        values.put("free", null);
        assertThat(Schema.fill(SCHEMA, values)).containsEntry("free", null);
        values.put("free", 1);
        refuses(values, "free must be an object or a null, was 1");
    }

    @Test
    void aSchemaThatIsNoneLetsEverythingPass() {
        assertThat(Schema.fill(Map.of("properties", 3, "required", "x", "type", 7), Map.of("a", 1)))
                .containsEntry("a", 1);
    }
}
