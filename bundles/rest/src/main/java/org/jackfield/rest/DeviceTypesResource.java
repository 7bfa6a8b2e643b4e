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
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.web.Refusal;

/** {@code /device-types}: what the installed drivers can serve, and how each wants to be configured. */
@Path("device-types")
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceTypesResource {
    private final DeviceInventory inventory;

    DeviceTypesResource(DeviceInventory inventory) {
        this.inventory = inventory;
    }

    @GET
    public Response all(@Context Request request) {
        return Tags.tagged(
                request,
                Map.of(
                        "device_types",
                        inventory.types().stream().map(DeviceTypeJson::of).toList()));
    }

    /** By its name or its factory PID. */
    @GET
    @Path("{name}")
    public Response one(@PathParam("name") String name, @Context Request request) {
        return Tags.tagged(
                request,
                inventory
                        .type(name)
                        .map(DeviceTypeJson::of)
                        .orElseThrow(() -> new Refusal(
                                404,
                                "DeviceTypeNotFound",
                                "No installed driver serves the device type " + JsonBody.quoted(name),
                                Map.of("device_type", name))));
    }
}
