// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.io.IOException;
import java.util.Map;
import org.jackfield.stream.Frame;
import org.jackfield.task.TaskContext;
import org.jspecify.annotations.Nullable;

/** Where a recording goes. */
interface Recording extends AutoCloseable {
    void add(TaskContext context, Frame frame) throws IOException;

    /** What it has, about. */
    long bytes();

    /** Puts into the result what there is to say. */
    void tell(Map<String, @Nullable Object> result);

    @Override
    default void close() throws IOException {}
}
