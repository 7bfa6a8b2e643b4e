// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jackfield.core.ActivatedServices.ActivationFailed;
import org.jackfield.stream.ErrorRecord;

/** Makes the records of what goes wrong with one device, of words that can be trusted to fit on the wire. */
record Errors(String deviceId, Clock clock) {
    private static final int MAX_TEXT = 2000;
    private static final int MAX_FRAMES = 20;

    Instant now() {
        return clock.instant();
    }

    ErrorRecord device(Throwable failure) {
        return device(failure, Map.of("device_id", deviceId));
    }

    ErrorRecord command(String method, Throwable failure) {
        return device(failure, Map.of("device_id", deviceId, "method", method));
    }

    private ErrorRecord device(Throwable failure, Map<String, String> context) {
        return new ErrorRecord(name(failure), message(failure), "device", now(), context, shortTrace(failure));
    }

    ErrorRecord refused(SampleRefused refusal) {
        return new ErrorRecord(
                "SampleRefused",
                message(refusal) + "; such samples are dropped and counted",
                "framework",
                now(),
                Map.of("device_id", deviceId));
    }

    /** Where in the driver's and our code, the innermost first; what of Java's lies between says nothing to anybody. */
    private static String shortTrace(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk."))
                .limit(MAX_FRAMES)
                .map(frame -> "at " + frame)
                .collect(Collectors.joining("\n", words(failure) + "\n", ""));
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

    /** As a log tells it: with the stack, unless that says only where we have asked. */
    static String told(Throwable failure) {
        return failure instanceof ActivationFailed ? words(failure) : trace(failure);
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
