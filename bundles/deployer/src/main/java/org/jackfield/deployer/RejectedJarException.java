// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

/**
 * Ends the way of a JAR to a running driver. Its message is the reason that people read; a driver's own
 * exception is never its cause, since that would keep the driver's classes alive.
 */
final class RejectedJarException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Verdict.Cure cure;

    RejectedJarException(String reason, Verdict.Cure cure) {
        super(reason);
        this.cure = cure;
    }

    Verdict.Rejected verdict() {
        return new Verdict.Rejected(String.valueOf(getMessage()), cure);
    }
}
