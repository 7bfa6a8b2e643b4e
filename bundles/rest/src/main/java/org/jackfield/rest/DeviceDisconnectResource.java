// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jackfield.control.Caller;
import org.jackfield.control.ControlledDevice;
import org.jackfield.stream.DeviceState;
import org.jspecify.annotations.Nullable;

/** {@code /devices/{id}/disconnect}: has the driver let go of the hardware, for other programs or for hands. */
@Path("devices/{id}/disconnect")
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceDisconnectResource {
    private final KnownDevices known;
    private final Answers answers;

    DeviceDisconnectResource(KnownDevices known, Answers answers) {
        this.known = known;
        this.answers = answers;
    }

    @POST
    public CompletionStage<Response> disconnect(
            @PathParam("id") String id,
            @HeaderParam(Ownership.LEASE) @Nullable String token,
            @Context HttpServletRequest request) {
        ControlledDevice device = known.find(id);
        Caller caller = Ownership.caller(device, request.getRemoteAddr(), token);
        boolean wasOff = isOff(device.info().state());
        return answers.to(
                device.disconnect(caller), // though it is off: a driver that comes now must not reach for it either
                info -> Response.ok(
                                wasOff ? ConnectionJson.already(id, false) : ConnectionJson.of(info, device.owner()))
                        .build(),
                () -> {
                    throw DeviceConnectResource.tooLong("DeviceDisconnectionError", "disconnect", id);
                });
    }

    private static boolean isOff(DeviceState state) {
        return switch (state) {
            case CONNECTING, CONNECTED, STREAMING, HANDOVER, FAULT -> false;
            default -> true;
        };
    }
}
