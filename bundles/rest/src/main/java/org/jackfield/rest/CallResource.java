// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jackfield.web.Refusal;

/** {@code /calls/{id}}: what came of a call that was not waited for. */
@Path("calls/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class CallResource {
    private final Calls calls;

    CallResource(Calls calls) {
        this.calls = calls;
    }

    @GET
    public Map<String, Object> one(@PathParam("id") String id) {
        return find(id).json();
    }

    @DELETE
    public Response forget(@PathParam("id") String id) {
        if (!find(id).hasEnded()) {
            throw new Refusal(
                    409,
                    "CallRunning",
                    "the device is still about it; it ends at the latest when the command's time is over",
                    Map.of("call_id", id));
        }
        calls.forget(id);
        return Response.noContent().build();
    }

    private Calls.Call find(String id) {
        return calls.find(id)
                .orElseThrow(() -> new Refusal(404, "CallNotFound", "No call found with ID: " + JsonBody.quoted(id)));
    }
}
