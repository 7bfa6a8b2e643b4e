// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.osgi.framework.BundleException;

/** Turns a driver's exceptions into text, so that nothing keeps the exception, and with it the driver's classes. */
final class Words {
    private Words() {}

    /** The exception that the driver itself threw, without what the framework wrapped around it. */
    static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        for (Throwable next = cause.getCause(); cause instanceof BundleException && next != null; ) {
            cause = next;
            next = cause.getCause();
        }
        return cause;
    }

    /** In one line. */
    static String of(Throwable thrown) {
        Throwable cause = cause(thrown);
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    /** With the stack, for the driver's developer. */
    static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        cause(thrown).printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }
}
