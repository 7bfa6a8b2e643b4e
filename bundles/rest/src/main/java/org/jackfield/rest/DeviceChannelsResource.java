// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /devices/{id}/channels}: what a device's samples hold. */
@Path("devices/{id}/channels")
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceChannelsResource {
    private final KnownDevices known;

    DeviceChannelsResource(KnownDevices known) {
        this.known = known;
    }

    @GET
    public Map<String, Object> all(@PathParam("id") String id) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("device_id", id);
        json.put("channels", DeviceJson.channels(known.info(id)));
        return json;
    }
}
