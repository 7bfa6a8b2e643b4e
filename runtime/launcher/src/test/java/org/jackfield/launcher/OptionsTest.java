// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void onlyTheHomeHasToBeGiven() {
        assertThat(Options.parse(List.of("--home", "/srv/lab")))
                .isEqualTo(new Options("127.0.0.1", 8080, Path.of("/srv/lab"), false, false));
    }

    @Test
    void everyOptionIsHeard() {
        assertThat(Options.parse(List.of(
                        "--host", "0.0.0.0", "--port", "9000", "--debug", "--shell", "--home", "/srv/a/../lab")))
                .isEqualTo(new Options("0.0.0.0", 9000, Path.of("/srv/lab"), true, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot 80       | '--prot' is not an option; see jackfield --help.",
                "--port          | --port must be followed by a value; see jackfield --help.",
                "--port http     | --port must be a number from 0 to 65535, was 'http'; see jackfield --help.",
                "--port 65536    | --port must be a number from 0 to 65535, was '65536'; see jackfield --help.",
                "--port 8080     | --home must name a folder; see jackfield --help.",
            })
    void aMistakeIsToldInOneSentence(String arguments, String sentence) {
        assertThatThrownBy(() -> Options.parse(List.of(arguments.split(" "))))
                .isInstanceOfSatisfying(
                        CannotStart.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessage(sentence);
    }
}
