// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.List;
import java.util.Map;
import org.jackfield.task.Task;
import org.jackfield.task.TaskType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Records a device. */
@Component(property = TaskType.NAME + "=Collect")
public final class Collect implements TaskType {
    static final long RESULT_BYTES = 4 << 20;
    static final long FILE_BYTES = 1L << 30;

    @Override
    public String doc() {
        return "Records the samples of a device for a time or a number, into the result or a file.";
    }

    @Override
    public Map<String, Object> schema() {
        return new Fields()
                .must("device", Fields.device("whose samples"))
                .may("seconds", Fields.of("number", "how long", "exclusiveMinimum", 0, "maximum", 31_536_000))
                .may("samples", Fields.of("integer", "how many", "minimum", 1, "maximum", 1_000_000_000_000L))
                .may(
                        "to",
                        Fields.of(
                                "string",
                                "the result, or a file of one line of JSON a sample",
                                "enum",
                                List.of("result", "file"),
                                "default",
                                "result"))
                .may(
                        "max_bytes",
                        Fields.of(
                                "integer",
                                "ends the recording when it is so large; without it 4 MiB, or 1 GiB of a file",
                                "minimum",
                                1,
                                "maximum",
                                1L << 40))
                .schema();
    }

    @Override
    public Task create(Map<String, @Nullable Object> values) {
        Parameters parameters = new Parameters(values);
        if (!parameters.has("seconds") && !parameters.has("samples")) {
            throw new IllegalArgumentException("expected seconds, samples or both, found neither");
        }
        boolean file = parameters.text("to").equals("file");
        long most = (long) parameters.optionalNumber("max_bytes").orElse((double) (file ? FILE_BYTES : RESULT_BYTES));
        return new CollectTask(
                parameters.text("device"),
                parameters.optionalNumber("seconds").orElse(Double.POSITIVE_INFINITY),
                (long) parameters.optionalNumber("samples").orElse((double) Long.MAX_VALUE),
                file,
                file ? most : Math.min(most, RESULT_BYTES));
    }
}
