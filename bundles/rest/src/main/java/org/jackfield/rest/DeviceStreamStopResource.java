// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.web.ErrorJson;

/** {@code /devices/{id}/stream/stop}: ends a device's stream for everybody who reads it. */
@Path("devices/{id}/stream/stop")
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceStreamStopResource {
    private final KnownDevices known;
    private final Clock clock;

    DeviceStreamStopResource(KnownDevices known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    @POST
    public Map<String, Object> stop(@PathParam("id") String id) {
        known.find(id).stopStream();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", "stopped");
        json.put("device_id", id);
        json.put("timestamp", ErrorJson.time(clock.instant()));
        return json;
    }
}
