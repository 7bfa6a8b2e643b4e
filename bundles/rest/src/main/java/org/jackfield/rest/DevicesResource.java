// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.web.Refusal;

/** {@code /devices}: every device there is. */
@Path("devices")
@Produces(MediaType.APPLICATION_JSON)
public final class DevicesResource {
    private final DeviceStreams streams;

    DevicesResource(DeviceStreams streams) {
        this.streams = streams;
    }

    @GET
    public Map<String, Object> all() {
        return Map.of(
                "devices",
                streams.all().stream()
                        .map(stream -> DeviceJson.of(stream.info()))
                        .toList());
    }

    @GET
    @Path("{id}")
    public Map<String, Object> one(@PathParam("id") String id) {
        return streams.find(id)
                .map(stream -> DeviceJson.of(stream.info()))
                .orElseThrow(() -> Refusal.deviceNotFound(id));
    }
}
