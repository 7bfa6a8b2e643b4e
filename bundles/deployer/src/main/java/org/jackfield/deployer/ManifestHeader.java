// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a manifest header apart at its separators, leaving quoted text alone. */
final class ManifestHeader {
    /**
     * What stands between two commas.
     *
     * @param paths what it is about: {@code a;b;v=1} has {@code a} and {@code b}
     * @param attributes {@code name=value}, or {@code name:Type=value} under the name alone
     * @param directives {@code name:=value}
     */
    record Clause(List<String> paths, Map<String, String> attributes, Map<String, String> directives) {}

    private ManifestHeader() {}

    /** Throws {@link RejectedJarException} if it makes no sense. */
    static List<Clause> clauses(String name, String header) {
        return split(header, ',').stream()
                .map(clause -> clause(name, header, clause))
                .toList();
    }

    private static Clause clause(String name, String header, String text) {
        Clause clause = new Clause(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (String part : split(text, ';')) {
            int sign = part.indexOf('=');
            if (sign < 0) {
                clause.paths.add(part);
            } else if (part.startsWith(":=", sign - 1)) {
                clause.directives.put(part.substring(0, sign - 1).strip(), unquoted(part.substring(sign + 1)));
            } else {
                String key = part.substring(0, sign);
                int type = key.indexOf(':');
                clause.attributes.put(
                        (type < 0 ? key : key.substring(0, type)).strip(), unquoted(part.substring(sign + 1)));
            }
        }
        if (clause.paths.isEmpty() || clause.paths.contains("")) {
            throw new RejectedJarException(
                    "has a manifest in which " + name + " makes no sense: " + header, Verdict.Cure.NEW_BYTES);
        }
        return clause;
    }

    private static String unquoted(String value) {
        String stripped = value.strip();
        return stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"")
                ? stripped.substring(1, stripped.length() - 1)
                : stripped;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin).strip());
        return parts;
    }
}
