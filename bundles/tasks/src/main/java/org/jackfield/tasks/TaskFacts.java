// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.task.TaskInfo;
import org.jspecify.annotations.Nullable;

/** What the journal is told of a task. */
final class TaskFacts {
    private TaskFacts() {}

    static Map<String, Object> started(String type, List<String> devices) {
        return Map.of("task_type", type, "devices", devices);
    }

    static Map<String, Object> progress(double fraction, String text) {
        return Map.of("fraction", fraction, "text", text);
    }

    static Map<String, @Nullable Object> ended(TaskInfo last) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("task_type", last.type());
        facts.put("state", last.state().wireName());
        if (!last.text().isEmpty()) {
            facts.put("text", last.text());
        }
        last.error().ifPresent(error -> facts.put("error", Map.of("type", error.type(), "message", error.message())));
        return facts;
    }
}
