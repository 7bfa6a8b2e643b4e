// SPDX-License-Identifier: Apache-2.0
package org.jackfield.control;

/**
 * Who wants something of a device.
 *
 * @param name in words that others who have to wait are shown
 * @param key the task's id or the lease's token, if the device is to be the caller's own; empty otherwise
 */
public record Caller(String name, String key) {
    private static final int LONGEST = 100;

    public Caller {
        if (name.isBlank() || name.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a caller's name has 1 to " + LONGEST + " characters, was '" + name + "'");
        }
    }

    /** A task, which may use what it has claimed. */
    public static Caller task(String taskId) {
        return new Caller("task " + taskId, taskId);
    }

    /** Somebody without any claim. */
    public static Caller named(String name) {
        return new Caller(name, "");
    }
}
