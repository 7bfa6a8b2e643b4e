// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /}: what this server is, for programs; where browsers come in is the page's. */
@Path("/")
public final class InfoResource {
    private final String version;

    InfoResource(String version) {
        this.version = version;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", "Jackfield");
        info.put("version", version);
        info.put("phase", "running");
        info.put("endpoints", Endpoints.ALL);
        return info;
    }
}
