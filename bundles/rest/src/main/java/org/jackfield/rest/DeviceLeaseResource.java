// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.control.Devices;
import org.jackfield.control.Lease;
import org.jackfield.control.Owner;
import org.jackfield.web.Refusal;
import org.jspecify.annotations.Nullable;

/** {@code /devices/{id}/lease}: a person has a device alone for a while, so that two do not step on each other. */
@Path("devices/{id}/lease")
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceLeaseResource {
    private static final int LONGEST_SECONDS = 86_400;

    private final KnownDevices known;
    private final Devices devices;

    DeviceLeaseResource(KnownDevices known, Devices devices) {
        this.known = known;
        this.devices = devices;
    }

    /** Who has it now. */
    @GET
    public Map<String, Object> one(@PathParam("id") String id) {
        Owner owner = known.find(id)
                .owner()
                .filter(held -> held.kind() == Owner.Kind.LEASE)
                .orElseThrow(() -> new Refusal(
                        404, "LeaseNotFound", "Nobody has leased device '" + id + "'", Map.of("device_id", id)));
        return json(id, owner);
    }

    /** Begins one, or prolongs the one whose token is given. */
    @POST
    public Response lease(
            @PathParam("id") String id, @HeaderParam(Ownership.LEASE) @Nullable String token, InputStream in) {
        JsonBody body = JsonBody.read(in);
        known.find(id);
        body.checkOnly("holder", "seconds", "token");
        String holder = body.text("holder");
        Duration time = Duration.ofSeconds(body.wholeNumber("seconds", 1, LONGEST_SECONDS));
        Lease lease = devices.lease(id, holder, token(body, token), time);
        Map<String, Object> json = json(id, lease.owner());
        json.put("token", lease.token());
        return Response.ok(json).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @DELETE
    public Response release(
            @PathParam("id") String id, @HeaderParam(Ownership.LEASE) @Nullable String token, InputStream in) {
        JsonBody body = JsonBody.readIfAny(in);
        known.find(id);
        body.checkOnly("token");
        String given = token(body, token);
        if (given.isBlank()) {
            throw JsonBody.invalid("token is required, in the body or as the header " + Ownership.LEASE);
        }
        devices.release(id, given);
        return Response.noContent().build();
    }

    private static String token(JsonBody body, @Nullable String header) {
        return body.optionalText("token").orElse(header == null ? "" : header);
    }

    private static Map<String, Object> json(String id, Owner owner) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("device_id", id);
        json.put("holder", owner.name());
        Map<String, Object> times = DeviceJson.owner(owner);
        json.put("since", times.get("since"));
        json.put("until", times.get("until"));
        return json;
    }
}
