// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a request decides whether it is let in.
 *
 * @param method as it came; methods are told apart by case
 * @param scheme {@code http} or {@code https}
 * @param host the name by which we were called, without port
 * @param port by which we were called
 * @param path decoded and without dots, as the servlets will see it
 * @param origins what the {@code Origin} headers say
 * @param fetchSite what {@code Sec-Fetch-Site} says
 * @param wantedMethod what a preflight asks for
 * @param wantedHeaders what a preflight asks for
 */
record Visit(
        String method,
        String scheme,
        String host,
        int port,
        String path,
        List<String> origins,
        @Nullable String fetchSite,
        @Nullable String wantedMethod,
        @Nullable String wantedHeaders) {

    Visit {
        origins = List.copyOf(origins);
    }

    static Visit of(HttpServletRequest request) {
        return new Visit(
                request.getMethod(),
                request.getScheme(),
                request.getServerName(),
                request.getServerPort(),
                Objects.toString(request.getServletPath(), "") + Objects.toString(request.getPathInfo(), ""),
                Collections.list(request.getHeaders("Origin")),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Access-Control-Request-Method"),
                request.getHeader("Access-Control-Request-Headers"));
    }

    /** Whether it can only look. */
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Whether it goes to the rooms of the administrator. */
    boolean isAdministration() {
        return path.equals("/system") || path.startsWith("/system/");
    }

    /** Whether a browser asks if a page of another origin may send the request that it has in mind. */
    boolean isPreflight() {
        return method.equals("OPTIONS") && wantedMethod != null && !origins.isEmpty();
    }

    /**
     * Whether a page of another origin sent it. Browsers write an origin in one form only, so that equal
     * text means equal origin and nothing needs to be parsed. Another port is another origin, hence
     * {@code same-site} is foreign; {@code none} is a person at the address bar.
     */
    boolean isForeign() {
        if (origins.isEmpty()) {
            return fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none");
        }
        String own = ownOrigin();
        return !origins.stream().allMatch(own::equalsIgnoreCase);
    }

    private String ownOrigin() {
        String name = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        boolean usualPort = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + name + (usualPort ? "" : ":" + port);
    }
}
