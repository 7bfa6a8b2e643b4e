// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.regex.Pattern;

/** The names that clients may give: those that can be written into an address again. */
final class Names {
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern TASK = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}");
    private static final Pattern DOTS = Pattern.compile("\\.{1,2}");

    private Names() {}

    /** What a new device is to be called. */
    static String device(String name) {
        if (DEVICE.matcher(name).matches() && !DOTS.matcher(name).matches()) {
            return name;
        }
        throw JsonBody.invalid(
                "device_id must be 1 to 100 of the characters A-Z a-z 0-9 . _ -, was " + JsonBody.quoted(name));
    }

    /** What a new task is to be called. */
    static String task(String name) {
        if (TASK.matcher(name).matches() && !DOTS.matcher(name).matches()) {
            return name;
        }
        throw JsonBody.invalid("task_id must be 1 to 200 characters without / and \\, was " + JsonBody.quoted(name));
    }
}
