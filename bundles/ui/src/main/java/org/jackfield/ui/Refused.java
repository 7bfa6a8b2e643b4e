// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

/** What is wrong with a name, or with what is to be kept under it, in words for whoever sent it. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
        super(message);
    }
}
