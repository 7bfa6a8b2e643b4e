// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.Frame;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DevicePatternsTest {
    private final Noted reader = new Noted();

    private void change(List<String> added, List<String> removed) {
        DevicePatterns.change(reader, added, removed, View.WHOLE, StartAt.NOW);
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "n" + i).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm1", "*", "lab1-*", "a.b_c-d", "-", "_"})
    void whatADeviceCanBeCalledIsTaken(String pattern) {
        assertThat(DevicePatterns.check(pattern)).isEqualTo(pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".pm1", "a/b", "[", "a b", "\0", "ä", "pm1\n"})
    void whatNoDeviceCanBeCalledIsRefused(String pattern) {
        assertThatThrownBy(() -> DevicePatterns.check(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 200 letters, digits")
                .hasMessageContaining("was '" + pattern + "'");
    }

    @Test
    void aChangeOfWhichOnePartIsWrongChangesNothing() {
        change(List.of("detector1"), List.of());
        assertThatThrownBy(() -> change(List.of("rover1", "x".repeat(201)), List.of("detector1")))
                .hasMessageContaining("1 to 200");
        assertThatThrownBy(() -> change(List.of("rover1"), List.of("detector1", "[")))
                .hasMessageContaining("was '['");
        assertThatThrownBy(() -> change(names(0, 1_000), List.of())).hasMessageContaining("would make 1001");
        assertThat(reader.done).containsExactly("+detector1");
    }

    @Test
    void whatTakesThePlaceOfAnotherIsReadBeforeThatIsNoLonger() {
        change(List.of("pm*"), List.of());
        change(List.of("pm1"), List.of("pm*"));
        assertThat(reader.done).containsExactly("+pm*", "+pm1", "-pm*");
    }

    @Test
    void aFullReaderTakesAsManyAsItLeaves() {
        change(names(0, 1_000), List.of());
        change(names(1_000, 2_000), names(0, 1_000));
        assertThat(reader.patterns()).hasSize(1_000).contains("n1000", "n1999").doesNotContain("n0");
        change(List.of("n1999"), List.of()); // the same again
        assertThat(reader.patterns()).hasSize(1_000);
    }

    /** Reads nothing and remembers what it was told. */
    private static final class Noted implements DevicesReader {
        private final Set<String> patterns = new LinkedHashSet<>();
        private final List<String> done = new ArrayList<>();

        @Override
        public void add(String pattern, View view, StartAt start) {
            patterns.add(pattern);
            assertThat(patterns).hasSizeLessThanOrEqualTo(1_000);
            done.add("+" + pattern);
        }

        @Override
        public boolean remove(String pattern) {
            boolean removed = patterns.remove(pattern);
            if (removed) {
                done.add("-" + pattern);
            }
            return removed;
        }

        @Override
        public Set<String> patterns() {
            return patterns;
        }

        @Override
        public Set<String> deviceIds() {
            return Set.of();
        }

        @Override
        public @Nullable Frame next() {
            return null;
        }

        @Override
        public long lag() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
