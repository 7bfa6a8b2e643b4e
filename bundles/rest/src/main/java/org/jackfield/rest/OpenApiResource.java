// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jackfield.web.JsonWriter;

/** {@code /openapi.json}: every route, for programs; a test holds it against the resources. */
@Path("openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {
    private final String version;

    OpenApiResource(String version) {
        this.version = version;
    }

    @GET
    public Response document(@Context Request request) throws IOException {
        ObjectNode document = (ObjectNode) JsonWriter.MAPPER.readTree(BundleFile.read("openapi.json"));
        document.withObject("/info").put("version", version);
        return Tags.tagged(request, document);
    }
}
