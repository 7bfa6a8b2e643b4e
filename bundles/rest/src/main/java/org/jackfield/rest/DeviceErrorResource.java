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
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.web.ErrorJson;
import org.jackfield.web.Refusal;

/** {@code /devices/{id}/error}: the latest that went wrong with a device, until it is forgotten. */
@Path("devices/{id}/error")
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceErrorResource {
    private final KnownDevices known;
    private final Devices devices;

    DeviceErrorResource(KnownDevices known, Devices devices) {
        this.known = known;
        this.devices = devices;
    }

    @GET
    public Map<String, Object> latest(@PathParam("id") String id) {
        return known.info(id).lastError().map(ErrorJson::stored).orElseThrow(() -> noError(id));
    }

    @DELETE
    public Response forget(@PathParam("id") String id) {
        ErrorRecord unused =
                devices.find(id).flatMap(ControlledDevice::forgetError).orElseThrow(() -> noError(id));
        return Response.noContent().build();
    }

    private static Refusal noError(String id) {
        return new Refusal(404, "NoError", "No error recorded for device '" + id + "'", Map.of("device_id", id));
    }
}
