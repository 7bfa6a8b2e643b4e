// SPDX-License-Identifier: Apache-2.0
package org.jackfield.task;

/** Ends a task that is to end. */
public final class TaskCancelled extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the reason, for people. */
    public TaskCancelled(String reason) {
        super(reason);
    }
}
