// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.Tasks;
import org.jackfield.web.Refusal;
import org.jspecify.annotations.Nullable;

/** {@code /tasks}: what runs and has run, and new ones. */
@Path("tasks")
@Produces(MediaType.APPLICATION_JSON)
public final class TasksResource {
    private final Tasks tasks;

    TasksResource(Tasks tasks) {
        this.tasks = tasks;
    }

    @GET
    public Map<String, Object> all(
            @QueryParam("limit") @Nullable String limit, @QueryParam("offset") @Nullable String offset) {
        return Page.of(limit, offset).of("tasks", tasks.all(), TaskJson::brief);
    }

    @POST
    public Map<String, Object> start(InputStream in) {
        JsonBody body = JsonBody.read(in);
        body.checkOnly("task_id", "task_type", "params");
        String id = body.text("task_id");
        String type = body.text("task_type");
        TaskInfo task = tasks.start(id, type, body.object("params"));
        if (task.state() == TaskInfo.State.FAILED) {
            throw new Refusal(400, failedAtOnce(task));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task_id", task.taskId());
        json.put("task_type", task.type());
        json.put("device_ids", task.devices());
        json.put("status", task.state().isRunning() ? "started" : "completed_immediately");
        return json;
    }

    private static ErrorRecord failedAtOnce(TaskInfo task) {
        return new ErrorRecord(
                task.error().map(ErrorRecord::type).orElse("TaskFailed"),
                "Task failed to start: "
                        + task.error().map(ErrorRecord::message).orElse("it does not say why"),
                "framework",
                Instant.now(),
                Map.of("task_id", task.taskId(), "task_type", task.type()));
    }
}
