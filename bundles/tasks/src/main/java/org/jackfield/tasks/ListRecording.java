// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.stream.Frame;
import org.jackfield.task.Sample;
import org.jackfield.task.TaskContext;
import org.jspecify.annotations.Nullable;

/** A recording in the result. */
final class ListRecording implements Recording {
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    private long bytes;

    @Override
    public void add(TaskContext context, Frame frame) {
        Sample sample = context.sample(frame);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("sequence", sample.sequence());
        row.put("timestamp", sample.time());
        row.put("payload", sample.payload());
        rows.add(row);
        bytes += frame.length();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void tell(Map<String, @Nullable Object> result) {
        result.put("data", rows);
    }
}
