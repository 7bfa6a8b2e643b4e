// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set for all tasks. */
@ObjectClassDefinition(name = "Jackfield tasks", description = "How many tasks there may be and what is kept of them.")
@interface TasksConfig {
    @AttributeDefinition(name = "Running", description = "Tasks that may run at a time", min = "1", max = "1000")
    int running() default 100;

    @AttributeDefinition(name = "Kept", description = "Finished tasks that are remembered", min = "1", max = "1000")
    int kept() default 20;

    @AttributeDefinition(
            name = "Result",
            description = "Bytes of JSON that the result of one task may have; all that are kept are in memory",
            min = "8388608",
            max = "67108864")
    int result_bytes() default 16 * 1024 * 1024;
}
