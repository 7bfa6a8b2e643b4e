// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jackfield.inventory.DeviceChange;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.web.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * {@code /devices/{id}}: one device, and how it is configured. Its entity tag is that of the configuration alone;
 * what else is known of it changes all the time. Changes are made one after another, under its monitor, so that two
 * who have seen the same tag cannot both have their way.
 */
@Path("devices/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceResource {
    private final KnownDevices known;
    private final DeviceInventory inventory;
    private final Construction construction;

    DeviceResource(KnownDevices known, DeviceInventory inventory, Construction construction) {
        this.known = known;
        this.inventory = inventory;
        this.construction = construction;
    }

    @GET
    public Response one(@PathParam("id") String id) {
        Map<String, Object> json = new LinkedHashMap<>(known.json(known.info(id)));
        Optional<DeviceConfiguration> configuration = inventory.find(id);
        json.put("params", configuration.map(DeviceConfiguration::parameters).orElse(null));
        Response.ResponseBuilder response = Response.ok(json).header(HttpHeaders.CACHE_CONTROL, "no-store");
        configuration.ifPresent(present -> response.tag(Tags.of(present)));
        return response.build();
    }

    /** Changes the parameters that are given, if the driver takes them; null sets one back to its default. */
    @PATCH
    public CompletionStage<Response> change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String tags,
            @HeaderParam(Ownership.LEASE) @Nullable String token,
            @Context HttpServletRequest request,
            InputStream in) {
        JsonBody body = JsonBody.read(in);
        known.info(id);
        body.checkOnly("params");
        if (!body.has("params")) {
            throw JsonBody.invalid("params is required");
        }
        Map<String, @Nullable Object> params = body.object("params");
        DeviceChange change;
        Optional<ErrorRecord> before;
        BooleanSupplier isMade;
        synchronized (this) {
            known.check(id, request.getRemoteAddr(), token);
            checkTag(id, tags);
            before = construction.error(id);
            BooleanSupplier isAnew = construction.anew(id);
            Optional<DeviceConfiguration> old = inventory.find(id);
            change = inventory.change(id, params);
            boolean changesNothing = old.equals(Optional.of(change.configuration()));
            isMade = () -> change.hasArrived() && (changesNothing || isAnew.getAsBoolean());
        }
        return construction.await(
                new Construction.Refused(id, "changed", Map.of("device_id", id), change::takeBack),
                before,
                isMade,
                () -> one(id));
    }

    @DELETE
    public Response remove(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String tags,
            @HeaderParam(Ownership.LEASE) @Nullable String token,
            @Context HttpServletRequest request) {
        known.info(id);
        synchronized (this) {
            known.check(id, request.getRemoteAddr(), token);
            checkTag(id, tags);
            inventory.remove(id);
        }
        return Response.noContent().build();
    }

    private void checkTag(String id, @Nullable String tags) {
        if (tags == null) {
            return;
        }
        Optional<String> tag = inventory.find(id).map(Tags::of).map(present -> '"' + present.getValue() + '"');
        if (!Tags.isAmong(tag, tags)) {
            throw new Refusal(
                    412,
                    "PreconditionFailed",
                    "the configuration of '" + id + "' has changed: expected the tag " + JsonBody.quoted(tags)
                            + ", it is " + tag.orElse("none"),
                    Map.of("device_id", id));
        }
    }
}
