// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

/** A value that holds more than plain ones may, and where in it. */
final class NotPlainException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NotPlainException(String message) {
        super(message);
    }
}
