// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.jackfield.security.Administrator;
import org.jackfield.web.login.BasicCredentials;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks for the administrator before the web console opens, in place of the console's own user, whose
 * password everybody knows.
 *
 * <p>With the framework property {@code felix.webconsole.security.providers=jackfield} the console is not
 * there before this is, and its own user is never let in. Stateless.
 */
@Component(service = SecurityProvider.class, property = SecurityProvider.PROPERTY_ID + "=jackfield")
public final class ConsoleLogin implements SecurityProvider {
    private final Administrator administrator;

    @Activate
    public ConsoleLogin(@Reference Administrator administrator) {
        this.administrator = administrator;
    }

    /** Answers who it is, or sends a challenge and answers null. */
    @Override
    public @Nullable Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        Optional<BasicCredentials> credentials = BasicCredentials.parse(request.getHeader("Authorization"));
        if (credentials.isPresent()
                && administrator.isAdministrator(
                        credentials.get().name(), credentials.get().password())) {
            return Administrator.NAME;
        }
        response.setHeader("WWW-Authenticate", BasicCredentials.CHALLENGE);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setContentLength(0);
        return null;
    }

    @Override
    public boolean authorize(Object user, String role) {
        return Administrator.NAME.equals(user);
    }

    /** Nothing is kept here to be forgotten; the console itself has the browser drop the password. */
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {}
}
