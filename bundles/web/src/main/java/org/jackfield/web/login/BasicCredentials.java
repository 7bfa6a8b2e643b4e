// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.login;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Name and password as a browser or {@code curl -u} sends them. */
public record BasicCredentials(String name, String password) {
    /** The challenge that makes a browser ask for them. */
    public static final String CHALLENGE = "Basic realm=\"Jackfield\", charset=\"UTF-8\"";

    private static final String SCHEME = "Basic ";
    private static final int MAX_LENGTH = 1_000;

    /** Empty if there are none, or none that can be understood. */
    public static Optional<BasicCredentials> parse(@Nullable String header) {
        if (header == null
                || header.length() > MAX_LENGTH
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String text;
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            text = new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // not Base64: nobody in particular
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    }

    /** Without the password, which has no business in a log. */
    @Override
    public String toString() {
        return "BasicCredentials[" + name + "]";
    }
}
