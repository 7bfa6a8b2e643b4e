// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.util.ArrayList;
import java.util.List;

/** Takes a manifest header apart at its separators, leaving quoted text alone. */
final class ManifestHeader {
    private ManifestHeader() {}

    /** The paths of every clause: {@code a;b;v=1,c} has {@code a}, {@code b} and {@code c}. */
    static List<String> paths(String header) {
        return split(header, ',').stream()
                .flatMap(clause -> split(clause, ';').stream().filter(part -> !part.contains("=")))
                .toList();
    }

    /** Attributes and directives behind the path of the only clause. */
    static List<String> parameters(String clause) {
        return split(clause, ';').stream().filter(part -> part.contains("=")).toList();
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
