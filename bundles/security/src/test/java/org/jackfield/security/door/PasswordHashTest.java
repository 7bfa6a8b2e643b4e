// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordHashTest {
    @Test
    void whatWasWrittenIsReadAndKnowsItsPassword() {
        PasswordHash read =
                PasswordHash.parse(PasswordHash.of("pässwörd", 1_000).text() + "\n");

        assertThat(read.matches("pässwörd")).isTrue();
        assertThat(Stream.of("passwort", "", "pässwörd ", "p".repeat(300))).noneMatch(read::matches);
    }

    @Test
    void theSamePasswordHasAnotherHashEachTime() {
        assertThat(PasswordHash.of("p", 1_000).text())
                .isNotEqualTo(PasswordHash.of("p", 1_000).text());
    }

    @Test
    void theTextHasEnoughIterationsAndNotThePassword() {
        assertThat(PasswordHash.of("secret").text())
                .startsWith("PBKDF2WithHmacSHA256:600000:")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "admin",
                "PBKDF2WithHmacSHA256:600000:AAAA",
                "PBKDF2WithHmacSHA1:1000:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "PBKDF2WithHmacSHA256:0:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "PBKDF2WithHmacSHA256:2000000000:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "PBKDF2WithHmacSHA256:many:AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "PBKDF2WithHmacSHA256:1000:AAAAAAAAAAAAAAAAAAAAAA==:",
                "PBKDF2WithHmacSHA256:1000:%%:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void textThatIsNoHashIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PasswordHash.parse(text));
    }

    @Test
    void generatedPasswordsCanBeReadOffAScreenAndDiffer() {
        Set<String> passwords =
                Stream.generate(GeneratedPassword::next).limit(100).collect(Collectors.toCollection(HashSet::new));

        assertThat(passwords)
                .hasSize(100)
                .allMatch(password -> password.matches("[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}"));
    }
}
