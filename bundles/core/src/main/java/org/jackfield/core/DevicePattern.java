// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

/**
 * Names of devices, in which {@code *} stands for any characters. Matched by hand: what a stranger writes may
 * not cost more than its length times the name's.
 *
 * @param text as it was asked for
 */
record DevicePattern(String text) {
    private static final int MAX_LENGTH = 200;

    DevicePattern {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a device pattern has 1 to " + MAX_LENGTH + " characters, this one has " + text.length());
        }
    }

    boolean matches(String deviceId) {
        int at = 0;
        int in = 0;
        int star = -1; // the latest one, which takes as little as it can
        int taken = 0; // the name's characters up to the end of what it takes
        while (in < deviceId.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                taken = in;
            } else if (at < text.length() && text.charAt(at) == deviceId.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++taken;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }
}
