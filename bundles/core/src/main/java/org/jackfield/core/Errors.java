// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jackfield.stream.ErrorRecord;

/** Makes the records of what goes wrong with one device, of words that can be trusted to fit on the wire. */
record Errors(String deviceId, Clock clock) {
    private static final int MAX_TEXT = 2000;

    Instant now() {
        return clock.instant();
    }

    ErrorRecord device(Throwable failure) {
        return of(name(failure), message(failure), "device");
    }

    ErrorRecord refused(SampleRefused refusal) {
        return of("SampleRefused", message(refusal) + "; such samples are dropped and counted", "framework");
    }

    private ErrorRecord of(String type, String message, String origin) {
        return new ErrorRecord(type, message, origin, now(), Map.of("device_id", deviceId));
    }

    /** Its name and message. */
    static String words(Throwable failure) {
        return name(failure) + ": " + message(failure);
    }

    /**
     * With the stack, for a log. A log that is handed a driver's failure itself asks it for its message, and what
     * that throws would come out of the log.
     */
    static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        try {
            failure.printStackTrace(new PrintWriter(text, true));
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // the driver's own code
            return words(failure) + " (and fails to say where)";
        }
        return text.toString().stripTrailing();
    }

    private static String name(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return wellFormed(name.isEmpty() ? failure.getClass().getName() : name); // an anonymous class has none
    }

    private static String message(Throwable failure) {
        String message;
        try {
            message = failure.getMessage();
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // it is the driver's own code
            message = null;
        }
        return message == null || message.isBlank() ? failure.getClass().getName() : wellFormed(message);
    }

    /** At most so much, and no half of a surrogate pair: a driver may quote what came over its line. */
    private static String wellFormed(String text) {
        return text.codePoints()
                .limit(MAX_TEXT)
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
