// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.Tasks;
import org.jackfield.web.Refusal;

/** {@code /tasks/{id}}: one task, and whether it is to go on. */
@Path("tasks/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class TaskResource {
    private final Tasks tasks;

    TaskResource(Tasks tasks) {
        this.tasks = tasks;
    }

    @GET
    public Map<String, Object> one(@PathParam("id") String id) {
        return TaskJson.full(find(tasks, id));
    }

    @POST
    @Path("cancel")
    public Map<String, Object> cancel(@PathParam("id") String id) {
        TaskInfo unused = tasks.cancel(id);
        return status("cancellation_requested");
    }

    @POST
    @Path("pause")
    public Map<String, Object> pause(@PathParam("id") String id) {
        TaskInfo unused = tasks.pause(id);
        return status("paused");
    }

    @POST
    @Path("resume")
    public Map<String, Object> resume(@PathParam("id") String id) {
        TaskInfo unused = tasks.resume(id);
        return status("resumed");
    }

    static TaskInfo find(Tasks tasks, String id) {
        return tasks.find(id)
                .orElseThrow(() -> new Refusal(
                        404, "TaskNotFound", "No task found with ID: " + JsonBody.quoted(id), Map.of("task_id", id)));
    }

    private static Map<String, Object> status(String status) {
        return Map.of("status", status);
    }
}
