// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.inventory.InventoryRefused;
import org.jackfield.inventory.InventoryRefused.Problem;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.web.ErrorJson;

/** Why a device was not added or changed, naming every field that is wrong. Stateless. */
final class InventoryRefusals implements ExceptionMapper<InventoryRefused> {
    @Override
    public Response toResponse(InventoryRefused refused) {
        return response(refused, Map.of());
    }

    /** With what the request was about. */
    static Response response(InventoryRefused refused, Map<String, String> context) {
        return switch (refused.reason()) {
            case DEVICE_EXISTS -> response(409, "DeviceExists", "framework", refused, context);
            case DEVICE_NOT_FOUND -> response(404, "DeviceNotFound", "framework", refused, context);
            case DEVICE_TYPE_NOT_FOUND -> response(404, "DeviceTypeNotFound", "framework", refused, context);
            case INVALID_PARAMETERS -> response(400, "InvalidParameters", "framework", refused, context);
        };
    }

    /** The same, where it is the making of a device that has failed. */
    static Response creation(InventoryRefused refused, Map<String, String> context) {
        return refused.reason() == InventoryRefused.Reason.INVALID_PARAMETERS
                ? response(400, "DeviceCreationError", "device", refused, context)
                : response(refused, context);
    }

    private static Response response(
            int status, String type, String origin, InventoryRefused refused, Map<String, String> context) {
        Map<String, Object> error = ErrorJson.of(
                new ErrorRecord(type, String.valueOf(refused.getMessage()), origin, Instant.now(), context));
        if (!refused.problems().isEmpty()) {
            Map<String, Object> more = new LinkedHashMap<>(context);
            more.put(
                    "problems",
                    refused.problems().stream().map(InventoryRefusals::problem).toList());
            error.put("context", more);
        }
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("error", error))
                .build();
    }

    private static Map<String, Object> problem(Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("field", problem.field());
        json.put("expected", problem.expected());
        json.put("came", problem.came());
        return json;
    }
}
