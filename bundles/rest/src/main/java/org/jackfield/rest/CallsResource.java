// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /calls}: the calls that were not waited for. */
@Path("calls")
@Produces(MediaType.APPLICATION_JSON)
public final class CallsResource {
    private final Calls calls;

    CallsResource(Calls calls) {
        this.calls = calls;
    }

    @GET
    public Map<String, Object> all(
            @QueryParam("limit") @Nullable String limit, @QueryParam("offset") @Nullable String offset) {
        return Page.of(limit, offset).of("calls", calls.all(), Calls.Call::json);
    }
}
