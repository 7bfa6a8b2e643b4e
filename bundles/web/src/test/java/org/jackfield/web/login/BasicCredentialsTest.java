// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BasicCredentialsTest {
    @Test
    void nameAndPasswordAreReadAsBrowsersSendThem() {
        assertThat(BasicCredentials.parse("Basic " + base64("admin:pä:ss")))
                .contains(new BasicCredentials("admin", "pä:ss"));
        assertThat(BasicCredentials.parse("bAsIc  " + base64("admin:"))).contains(new BasicCredentials("admin", ""));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic %%%", "Basic YWRtaW4=", "Bearer YWRtaW46YWRtaW4="})
    void whatCannotBeUnderstoodIsNobody(String header) {
        assertThat(BasicCredentials.parse(header)).isEmpty();
    }

    @Test
    void anEndlessHeaderIsNobody() {
        assertThat(BasicCredentials.parse("Basic " + base64("admin:" + "x".repeat(5_000))))
                .isEmpty();
    }

    @Test
    void thePasswordIsNotInTheText() {
        assertThat(new BasicCredentials("admin", "secret").toString()).doesNotContain("secret");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
