// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;

/** {@code /docs}: every route, for people; a page that reads {@code /openapi.json}. */
@Path("docs")
public final class DocsResource {
    @GET
    @Produces("text/html;charset=utf-8")
    public byte[] page() throws IOException {
        return BundleFile.read("docs.html");
    }
}
