// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.inventory.InventoryRefused;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.ErrorRecord;
import org.jspecify.annotations.Nullable;

/** {@code /devices}: every device there is, and new ones. */
@Path("devices")
@Produces(MediaType.APPLICATION_JSON)
public final class DevicesResource {
    private final KnownDevices known;
    private final DeviceInventory inventory;
    private final Construction construction;

    DevicesResource(KnownDevices known, DeviceInventory inventory, Construction construction) {
        this.known = known;
        this.inventory = inventory;
        this.construction = construction;
    }

    @GET
    public Map<String, Object> all(
            @QueryParam("type") @Nullable String type,
            @QueryParam("state") @Nullable String state,
            @QueryParam("match") @Nullable String match,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("offset") @Nullable String offset) {
        DeviceFilter filter = new DeviceFilter(type, state, match);
        return Page.of(limit, offset)
                .of("devices", known.all().stream().filter(filter).toList(), known::json);
    }

    /** Answers when the new device can be spoken to. */
    @POST
    public CompletionStage<Response> add(InputStream in) {
        JsonBody body = JsonBody.read(in);
        body.checkOnly("device_id", "device_type", "params");
        String id = body.text("device_id");
        String type = body.text("device_type");
        Map<String, @Nullable Object> params = body.object("params");
        Map<String, String> context = Map.of("device_id", id, "device_type", type);
        Optional<ErrorRecord> before = construction.error(id);
        try {
            inventory.add(id, type, params);
        } catch (InventoryRefused e) {
            return Answers.now(InventoryRefusals.creation(e, context));
        }
        return construction.await(
                new Construction.Refused(id, "added", context, () -> inventory.remove(id)),
                before,
                () -> true,
                () -> Response.ok(added(id, type)).build());
    }

    /** As LabDaemon tells of a device that cannot have had an error yet. */
    private Map<String, Object> added(String id, String type) {
        DeviceInfo info = known.info(id);
        Map<String, Object> json = new LinkedHashMap<>(known.json(info));
        json.remove("last_error");
        if (info.type().isEmpty()) {
            json.put(
                    "device_type",
                    inventory.find(id).map(DeviceConfiguration::type).orElse(type));
        }
        return json;
    }
}
