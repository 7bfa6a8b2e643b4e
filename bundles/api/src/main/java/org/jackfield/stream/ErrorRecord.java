// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.time.Instant;
import java.util.Map;

/**
 * Something that went wrong, as people and clients are told.
 *
 * @param type the exception's simple name: {@code IOException}
 * @param message what was expected and what came
 * @param origin who raised it: {@code device} or {@code framework}
 * @param time when
 * @param context what it was about: {@code device_id} and the like
 * @param traceback where in the code, shortened to the driver's and our frames; empty if that does not matter
 */
public record ErrorRecord(
        String type, String message, String origin, Instant time, Map<String, String> context, String traceback) {
    /** One for which it does not matter where in the code it came up. */
    public ErrorRecord(String type, String message, String origin, Instant time, Map<String, String> context) {
        this(type, message, origin, time, context, "");
    }

    public ErrorRecord {
        context = Map.copyOf(context);
    }
}
