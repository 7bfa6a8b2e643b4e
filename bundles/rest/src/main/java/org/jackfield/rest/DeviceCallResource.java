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
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jackfield.control.Caller;
import org.jackfield.control.CommandCall;
import org.jackfield.control.CommandResult;
import org.jackfield.control.ControlRefused;
import org.jackfield.control.ControlledDevice;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.web.ErrorJson;
import org.jackfield.web.Refusal;
import org.jspecify.annotations.Nullable;

/** {@code /devices/{id}/call}: tells a device what to do. */
@Path("devices/{id}/call")
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceCallResource {
    private final KnownDevices known;
    private final Calls calls;
    private final Answers answers;

    DeviceCallResource(KnownDevices known, Calls calls, Answers answers) {
        this.known = known;
        this.calls = calls;
        this.answers = answers;
    }

    /** Checks in LabDaemon's order, so that its clients are told the same of the same mistakes. */
    @POST
    public CompletionStage<Response> call(
            @PathParam("id") String id,
            @HeaderParam(Ownership.LEASE) @Nullable String token,
            @HeaderParam("Prefer") @Nullable String prefer,
            @Context HttpServletRequest request,
            InputStream in) {
        JsonBody body = JsonBody.read(in);
        ControlledDevice device = known.find(id);
        Caller caller = Ownership.caller(device, request.getRemoteAddr(), token);
        CommandCall call = call(device, body);
        if (body.flag("async") || prefersLater(prefer)) {
            Calls.Call kept = calls.begin(id, call.method());
            kept.endsWith(make(device, caller, call));
            return Answers.now(accepted(kept));
        }
        CompletionStage<CommandResult> done = make(device, caller, call);
        return answers.to(done, DeviceCallResource::result, () -> goesOn(id, call.method(), done));
    }

    private static CommandCall call(ControlledDevice device, JsonBody body) {
        String id = device.deviceId();
        String method = body.text("method");
        if (method.startsWith("_")) {
            throw new Refusal(400, "InvalidRequest", "Private methods cannot be called", Map.of("device_id", id));
        }
        boolean known = !device.commands().isEmpty(); // else the device says what is wrong
        if (known && !StreamingMethods.names(StreamingMethods.and(device), method)) {
            throw new Refusal(
                    404,
                    "MethodNotFound",
                    "Method " + JsonBody.quoted(method) + " not found on device '" + id + "'",
                    Map.of("device_id", id, "method", JsonBody.shortened(method)));
        }
        body.checkOnly("method", "args", "kwargs", "async");
        return new CommandCall(method, body.list("args"), body.object("kwargs"));
    }

    private static CompletionStage<CommandResult> make(ControlledDevice device, Caller caller, CommandCall call) {
        if (!StreamingMethods.has(device, call.method())) {
            return device.call(caller, call);
        }
        try {
            return CompletableFuture.completedStage(
                    new CommandResult(StreamingMethods.call(device, call).orElse(null)));
        } catch (ControlRefused e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static boolean prefersLater(@Nullable String prefer) {
        return prefer != null
                && Arrays.stream(prefer.split("[,;]", -1))
                        .map(String::strip)
                        .anyMatch("respond-async"::equalsIgnoreCase);
    }

    private static Response result(CommandResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("result", result.value());
        json.put("success", true);
        return Response.ok(json).build();
    }

    private static Response accepted(Calls.Call call) {
        return Response.accepted(call.json())
                .location(URI.create("/calls/" + call.id()))
                .build();
    }

    /** The device has begun and cannot be called back; what comes of it is kept. */
    private Response goesOn(String id, String method, CompletionStage<CommandResult> done) {
        Calls.Call kept = calls.begin(id, method);
        kept.endsWith(done);
        String place = "/calls/" + kept.id();
        ErrorRecord error = new ErrorRecord(
                "CallStillRunning",
                "'" + method + "' takes long and goes on; what comes of it will be at " + place
                        + ". Call with \"async\":true not to wait",
                "framework",
                Instant.now(),
                Map.of("device_id", id, "method", method, "call_id", kept.id()));
        return Response.status(Response.Status.GATEWAY_TIMEOUT)
                .location(URI.create(place))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(ErrorJson.body(error))
                .build();
    }
}
