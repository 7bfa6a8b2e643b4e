// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import org.jackfield.security.Administrator;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.web.ErrorJson;
import org.jackfield.web.login.BasicCredentials;

/** Asks for the administrator where {@link AdministratorOnly} stands, while the body is still outside. Stateless. */
@AdministratorOnly
final class AdministratorFilter implements ContainerRequestFilter {
    private static final String WHY = "This is for the administrator alone: a driver is code, and code that is let in"
            + " can do here whatever it wants. Log in with HTTP Basic as '" + Administrator.NAME
            + "', with the password that the first start has shown; with curl: -u " + Administrator.NAME + ".";

    private final Administrator administrator;

    AdministratorFilter(Administrator administrator) {
        this.administrator = administrator;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean known = BasicCredentials.parse(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(who -> administrator.isAdministrator(who.name(), who.password()))
                .isPresent();
        if (!known) {
            ErrorRecord error = new ErrorRecord("AdministratorRequired", WHY, "framework", Instant.now(), Map.of());
            request.abortWith(Response.status(Response.Status.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, BasicCredentials.CHALLENGE)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(Map.of("error", ErrorJson.of(error)))
                    .build());
        }
    }
}
