// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jackfield.task.Tasks;
import org.jackfield.web.Refusal;

/** {@code /task-types}: which tasks can be started, and what each wants to know. */
@Path("task-types")
@Produces(MediaType.APPLICATION_JSON)
public final class TaskTypesResource {
    private final Tasks tasks;

    TaskTypesResource(Tasks tasks) {
        this.tasks = tasks;
    }

    @GET
    public Response all(@Context Request request) {
        return Tags.tagged(
                request,
                Map.of(
                        "task_types",
                        new TreeMap<>(tasks.types())
                                .entrySet().stream()
                                        .map(type -> TaskJson.type(type.getKey(), type.getValue()))
                                        .toList()));
    }

    @GET
    @Path("{name}")
    public Response one(@PathParam("name") String name, @Context Request request) {
        return Tags.tagged(
                request,
                Optional.ofNullable(tasks.types().get(name))
                        .map(type -> TaskJson.type(name, type))
                        .orElseThrow(() -> new Refusal(
                                404,
                                "TaskTypeNotFound",
                                "No task type found with the name " + JsonBody.quoted(name),
                                Map.of("task_type", name))));
    }
}
