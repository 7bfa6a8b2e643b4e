// SPDX-License-Identifier: Apache-2.0
package org.jackfield.control;

import java.util.Locale;

/**
 * Who wants something of a device.
 *
 * @param kind whether it is a task, which code in this process alone can say, or anybody else
 * @param name in words that others who have to wait are shown; 1 to 128 printable characters
 * @param key the task's id or the lease's token, if the device is to be the caller's own; empty otherwise
 */
public record Caller(Owner.Kind kind, String name, String key) {
    private static final int LONGEST = 128;

    public Caller {
        if (name.isBlank() || name.length() > LONGEST) {
            throw new IllegalArgumentException("a caller's name has 1 to " + LONGEST + " printable characters, "
                    + (name.isBlank() ? "this one is blank" : "this one " + name.length()));
        }
        name.codePoints().filter(Caller::isHidden).findFirst().ifPresent(point -> {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a caller's name has 1 to %d printable characters, U+%04X is none", LONGEST, point));
        });
    }

    /** Whether it would be something else than itself in a log or on a page. */
    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Somebody who may have a lease. */
    public Caller(String name, String key) {
        this(Owner.Kind.LEASE, name, key);
    }

    /** A task, which may use what it has claimed. */
    public static Caller task(String taskId) {
        return new Caller(Owner.Kind.TASK, "task " + taskId, taskId);
    }

    /** Somebody without any claim. */
    public static Caller named(String name) {
        return new Caller(name, "");
    }
}
