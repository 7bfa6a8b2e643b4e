// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** {@code /devices/{id}/methods}: what a device can be told to do. */
@Path("devices/{id}/methods")
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceMethodsResource {
    private final KnownDevices known;

    DeviceMethodsResource(KnownDevices known) {
        this.known = known;
    }

    @GET
    public Map<String, Object> all(@PathParam("id") String id) {
        return Map.of(
                "methods",
                StreamingMethods.and(known.find(id)).stream()
                        .map(MethodJson::of)
                        .toList());
    }
}
