// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jackfield.control.ControlledDevice;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.web.Refusal;

/** {@code /devices/{id}/connect}: lets the driver reach for the hardware again. Open to all, whoever owns the device. */
@Path("devices/{id}/connect")
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceConnectResource {
    private final KnownDevices known;
    private final Answers answers;

    DeviceConnectResource(KnownDevices known, Answers answers) {
        this.known = known;
        this.answers = answers;
    }

    @POST
    public CompletionStage<Response> connect(@PathParam("id") String id) {
        ControlledDevice device = known.find(id);
        if (DeviceJson.isConnected(device.info())) {
            return Answers.now(Response.ok(ConnectionJson.already(id, true)).build());
        }
        return answers.to(
                device.connect(),
                info -> Response.ok(ConnectionJson.of(info, device.owner())).build(),
                () -> {
                    throw tooLong("DeviceConnectionError", "connect", id);
                });
    }

    static Refusal tooLong(String type, String verb, String id) {
        return new Refusal(
                400,
                new ErrorRecord(
                        type,
                        "Failed to " + verb + " device '" + id + "': it takes too long and goes on without an answer",
                        "device",
                        Instant.now(),
                        Map.of("device_id", id)));
    }
}
