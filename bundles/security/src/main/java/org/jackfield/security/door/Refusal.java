// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Why a visit was turned away, in the form in which this server reports every error.
 *
 * @param type for programs
 * @param message for people
 * @param context what it was about
 */
record Refusal(String type, String message, Map<String, String> context) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
    private static final int MAX_ECHO = 253;

    Refusal {
        context = Map.copyOf(context);
    }

    static Refusal ofHost(String host) {
        String name = shortened(host);
        return new Refusal(
                "HostRefused",
                "This server does not answer to the name '" + name + "'. If it is the server's, start it with --host "
                        + name + " or add the name to its allowed host names (allowed.hosts in config/"
                        + Door.class.getName() + ".cfg); its IP address always works.",
                Map.of("host", name));
    }

    static Refusal ofOrigin(Visit visit, String method) {
        String origin = visit.origins().isEmpty() ? "another site" : shortened(String.join(", ", visit.origins()));
        String what = visit.isAdministration()
                ? "What is below /system is for pages of this server only."
                : "Pages of other origins may read (GET, HEAD) and nothing else.";
        return new Refusal(
                "OriginRefused",
                shortened(method) + " was asked for by a page of " + origin + ". " + what
                        + " Programs that send no Origin are not concerned.",
                Map.of("origin", origin, "method", shortened(method)));
    }

    static Refusal ofMethod(String method) {
        return new Refusal("MethodNotAllowed", method + " is not served here.", Map.of("method", method));
    }

    /** The error body. */
    String json(Instant time) {
        String about = new TreeMap<>(context)
                .entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                        .collect(Collectors.joining(","));
        return "{\"error\":{\"type\":" + quoted(type)
                + ",\"message\":" + quoted(message)
                + ",\"origin\":\"framework\",\"timestamp\":" + quoted(TIME.format(time))
                + ",\"context\":{" + about + "}}}";
    }

    private static String shortened(String text) {
        return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO) + "…";
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
