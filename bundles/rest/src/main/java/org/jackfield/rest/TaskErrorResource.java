// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.Tasks;
import org.jackfield.web.ErrorJson;
import org.jackfield.web.Refusal;

/** {@code /tasks/{id}/error}: what went wrong with a task, until it is forgotten. */
@Path("tasks/{id}/error")
@Produces(MediaType.APPLICATION_JSON)
public final class TaskErrorResource {
    private final Tasks tasks;

    TaskErrorResource(Tasks tasks) {
        this.tasks = tasks;
    }

    @GET
    public Map<String, Object> latest(@PathParam("id") String id) {
        return tasks.find(id).flatMap(TaskInfo::error).map(ErrorJson::stored).orElseThrow(() -> noError(id));
    }

    @DELETE
    public Response forget(@PathParam("id") String id) {
        ErrorRecord unused = tasks.forgetError(id).orElseThrow(() -> noError(id));
        return Response.noContent().build();
    }

    private static Refusal noError(String id) {
        return new Refusal(404, "NoError", "No error recorded for task " + JsonBody.quoted(id), Map.of("task_id", id));
    }
}
