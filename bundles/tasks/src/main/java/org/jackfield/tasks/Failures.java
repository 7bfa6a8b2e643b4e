// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Instant;
import java.util.Map;
import org.jackfield.control.ControlRefused;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.TaskCancelled;
import org.jspecify.annotations.Nullable;

/** Says in words what went wrong in a task's own code, which is asked carefully. */
final class Failures {
    private static final int MAX_TEXT = 2000;
    private static final int MAX_FRAMES = 30;
    private static final int MAX_CAUSES = 5;

    private Failures() {}

    static ErrorRecord record(Throwable failure, Instant time, Map<String, String> context) {
        if (failure instanceof ControlRefused refused) {
            ErrorRecord error = refused.error();
            return new ErrorRecord(error.type(), error.message(), "callback", time, context, trace(failure));
        }
        return new ErrorRecord(name(failure), message(failure), "callback", time, context, trace(failure));
    }

    /** Whether it only says that the task was to end. */
    static boolean isCancellation(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof TaskCancelled
                    || cause instanceof InterruptedException
                    || cause instanceof java.nio.channels.ClosedByInterruptException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Its name and message. */
    static String words(Throwable failure) {
        return name(failure) + ": " + message(failure);
    }

    static String name(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return name.isEmpty() ? failure.getClass().getName() : name; // an anonymous class has none
    }

    static String message(Throwable failure) {
        String message;
        try {
            message = failure.getMessage();
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // it is the task's own code
            message = null;
        }
        return message == null || message.isBlank() ? failure.getClass().getName() : cut(message);
    }

    private static String cut(String text) {
        return text.codePoints()
                .limit(MAX_TEXT)
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder();
        int frames = MAX_FRAMES;
        @Nullable Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES && frames > 0; i++) {
            text.append(i == 0 ? "" : "caused by ").append(words(cause)).append('\n');
            frames = frames(cause.getStackTrace(), text, frames);
            cause = cause.getCause();
        }
        return text.toString().stripTrailing();
    }

    private static int frames(StackTraceElement[] stack, StringBuilder text, int most) {
        int left = most;
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (left > 0 && !type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
                text.append("  at ").append(frame).append('\n');
                left--;
            }
        }
        return left;
    }
}
