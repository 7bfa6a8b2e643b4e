// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Decides who is let in.
 *
 * <p>Reading is open to pages of every origin, because a browser plots a stream from wherever its page came.
 * Changing something is not: it would happen in the name of the person at the browser. Clients that are not
 * browsers send no origin and are not concerned.
 */
final class DoorRules {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final int MAX_WANTED_HEADERS = 1_000;
    private static final Pattern HEADER_NAMES =
            Pattern.compile("[\\w!#$%&'*+.^`|~-]+(?:[ \\t]*,[ \\t]*[\\w!#$%&'*+.^`|~-]+)*");

    private final HostNames hosts;

    DoorRules(HostNames hosts) {
        this.hosts = hosts;
    }

    Verdict judge(Visit visit) {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Content-Type-Options", "nosniff");
        if (visit.isAdministration()) {
            headers.put("X-Frame-Options", "SAMEORIGIN");
        }
        if (!hosts.allow(visit.host())) {
            return new Verdict.Refused(403, headers, Refusal.ofHost(visit.host()));
        }
        if (visit.method().equals("TRACE") || visit.method().equals("CONNECT")) {
            headers.put("Allow", METHODS);
            headers.put("Connection", "close"); // what follows a CONNECT is not HTTP
            return new Verdict.Refused(405, headers, Refusal.ofMethod(visit.method()));
        }
        if (visit.isPreflight() && visit.isForeign()) {
            return preflight(visit, headers);
        }
        if (!visit.reads() && !visit.method().equals("OPTIONS") && visit.isForeign()) {
            return new Verdict.Refused(403, headers, Refusal.ofOrigin(visit, visit.method()));
        }
        if (visit.reads() && !visit.isAdministration()) {
            headers.put("Access-Control-Allow-Origin", "*");
            headers.put("Access-Control-Expose-Headers", "*");
        }
        return new Verdict.LetIn(headers);
    }

    private static Verdict preflight(Visit visit, Map<String, String> headers) {
        headers.put("Vary", "Origin");
        String method = String.valueOf(visit.wantedMethod());
        boolean wantsToRead = method.equals("GET") || method.equals("HEAD");
        if (!wantsToRead || visit.isAdministration() || visit.origins().size() > 1) {
            return new Verdict.Refused(403, headers, Refusal.ofOrigin(visit, method));
        }
        headers.put("Access-Control-Allow-Origin", visit.origins().get(0));
        headers.put("Access-Control-Allow-Methods", "GET, HEAD");
        headers.put("Access-Control-Max-Age", "7200");
        String names = visit.wantedHeaders();
        if (names != null
                && names.length() <= MAX_WANTED_HEADERS
                && HEADER_NAMES.matcher(names).matches()) {
            headers.put("Access-Control-Allow-Headers", names);
        }
        return new Verdict.MayCome(headers);
    }
}
