// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.ResultLog.Entry;

/**
 * What one run of a check has found. The texts are taken as they are: Felix's own log would look for braces in the
 * words of a driver. For one thread.
 */
final class Findings {
    private final ResultLog log = new ResultLog();

    /** Something to know. */
    void note(String text) {
        log.add(new Entry(Status.OK, text));
    }

    /** The house works, and somebody should look. */
    void warn(String text) {
        log.add(new Entry(Status.WARN, text));
    }

    /** Something does not work, or will not for long. */
    void critical(String text) {
        log.add(new Entry(Status.CRITICAL, text));
    }

    /** The same; the exception is for the administrator alone. */
    void critical(String text, Exception cause) {
        log.add(new Entry(Status.CRITICAL, text, cause));
    }

    Result result() {
        return new Result(log);
    }
}
