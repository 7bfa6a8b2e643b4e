// SPDX-License-Identifier: Apache-2.0
package org.jackfield.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of experiment. A service, with {@link #NAME} among its properties, in any bundle; it may be replaced while
 * its tasks run, which is told to them as a cancellation with that reason.
 */
@ConsumerType
public interface TaskType {
    /** Service property: the name that it is started by: {@code Sweep}. */
    String NAME = "task.type";

    /** What it does, for people. */
    String doc();

    /**
     * JSON Schema (2020-12) of its parameters, as plain values: an object with {@code properties}, {@code required}.
     * Parameters are held against it before {@link #create}. A property with {@code "format": "device"} names a
     * device; one with {@code "channel"} or {@code "command"} names something that the device beside it has, one with
     * {@code "parameter"} something that the command beside it takes, so that forms can propose what there is.
     */
    Map<String, Object> schema();

    /**
     * Makes one run of it; nothing is done yet.
     *
     * @param parameters plain values that fit the schema
     * @throws IllegalArgumentException if they make no sense together, saying what was expected and what came
     */
    Task create(Map<String, @Nullable Object> parameters);
}
