// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.task.TaskInfo;
import org.jackfield.task.Tasks;

/** {@code /tasks/{id}/parameters}: changes a task while it runs. */
@Path("tasks/{id}/parameters")
@Produces(MediaType.APPLICATION_JSON)
public final class TaskParametersResource {
    private final Tasks tasks;

    TaskParametersResource(Tasks tasks) {
        this.tasks = tasks;
    }

    @POST
    public Map<String, Object> set(@PathParam("id") String id, InputStream in) {
        JsonBody body = JsonBody.read(in);
        TaskInfo unused = TaskResource.find(tasks, id);
        body.checkOnly("key", "value");
        if (!body.has("value")) {
            throw JsonBody.invalid("value is required");
        }
        String key = body.text("key");
        tasks.parameter(id, key, body.value("value"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", "parameter_set");
        json.put("key", key);
        json.put("value", body.value("value"));
        return json;
    }
}
