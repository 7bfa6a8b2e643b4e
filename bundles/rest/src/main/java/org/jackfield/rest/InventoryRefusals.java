// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** With what the request was about. The reason is also the error's type on the wire. */
    static Response response(InventoryRefused refused, Map<String, String> context) {
        int status =
                switch (refused.reason()) {
                    case INVALID_PARAMETERS -> 400;
                    case DEVICE_NOT_FOUND, DEVICE_TYPE_NOT_FOUND -> 404;
                    default -> 409; // the request is right, but what there is stands against it
                };
        return response(status, words(refused.reason()), "framework", refused, context);
    }

    /** The same, where it is the making of a device that has failed. */
    static Response creation(InventoryRefused refused, Map<String, String> context) {
        return refused.reason() == InventoryRefused.Reason.INVALID_PARAMETERS
                ? response(400, "DeviceCreationError", "device", refused, context)
                : response(refused, context);
    }

    /** {@code DEVICE_EXISTS} is {@code DeviceExists}. */
    private static String words(InventoryRefused.Reason reason) {
        return Arrays.stream(reason.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
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
