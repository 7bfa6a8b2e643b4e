// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import org.jackfield.task.TaskInfo;

/** Remembers tasks beyond the process. */
interface TaskMemory {
    /** A task that is not over is to be remembered like this. */
    void note(TaskInfo now);

    /** A task has ended; before everybody hears of it. */
    void end(TaskRun run, TaskInfo last);
}
