// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.TaskType;
import org.jackfield.web.ErrorJson;

/** A task as the wire has it: LabDaemon's fields first, then what it did not know. */
final class TaskJson {
    private TaskJson() {}

    /** As one of many. */
    static Map<String, Object> brief(TaskInfo task) {
        Map<String, Object> json = head(task);
        putState(json, task);
        return json;
    }

    static Map<String, Object> full(TaskInfo task) {
        Map<String, Object> json = head(task);
        json.put("result", task.result());
        json.put("exception", task.error().map(ErrorJson::body).orElse(null));
        putState(json, task);
        json.put("params", task.parameters());
        json.put("device_ids", task.devices());
        json.put("started", ErrorJson.time(task.started()));
        json.put("ended", task.ended().map(ErrorJson::time).orElse(null));
        return json;
    }

    /** A kind of task, with all that is needed to draw a form. */
    static Map<String, Object> type(String name, TaskType type) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("doc", type.doc());
        json.put("schema", type.schema());
        return json;
    }

    private static Map<String, Object> head(TaskInfo task) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task_id", task.taskId());
        json.put("task_type", task.type());
        json.put("running", task.state().isRunning());
        return json;
    }

    private static void putState(Map<String, Object> json, TaskInfo task) {
        json.put("state", task.state().wireName());
        json.put("progress", task.progress() < 0 ? null : task.progress());
        json.put("text", task.text());
    }
}
