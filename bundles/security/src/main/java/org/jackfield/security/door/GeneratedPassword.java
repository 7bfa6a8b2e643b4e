// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import java.security.SecureRandom;

/** Makes up passwords that can be read off a screen: 79 bits in four groups, no letter that looks like a digit. */
final class GeneratedPassword {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 4;

    private GeneratedPassword() {}

    static String next() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
