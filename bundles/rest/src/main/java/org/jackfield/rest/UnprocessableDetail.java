// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where in a body reading had to end, as {@code 422}. Stateless. */
final class UnprocessableDetail implements ExceptionMapper<Unprocessable> {
    @Override
    public Response toResponse(Unprocessable failure) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("type", failure.type());
        detail.put("loc", failure.place());
        detail.put("msg", failure.getMessage());
        return Response.status(422)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("detail", List.of(detail)))
                .build();
    }
}
