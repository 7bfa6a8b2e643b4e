// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.util.List;
import java.util.Map;

/** Tables in the console's own look. Whatever comes from a driver or a person is text in them and nothing else. */
final class Html {
    /** The console's pictures for what can be done. */
    private static final Map<String, String> ICONS = Map.of(
            "connect", "play",
            "disconnect", "power",
            "stop", "stop",
            "forget error", "cancel",
            "roll back", "arrowreturnthick-1-w",
            "pause", "pause",
            "resume", "play",
            "cancel", "stop");

    private Html() {}

    /** {@code $} too: the console would put something in the place of {@code ${...}}. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '$' -> safe.append("&#36;");
                default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
        return safe.toString();
    }

    static String heads(Table table) {
        StringBuilder html = new StringBuilder("<tr>");
        table.heads()
                .forEach(head ->
                        html.append("<th scope=\"col\">").append(escaped(head)).append("</th>"));
        return html.append("<th scope=\"col\">Actions</th></tr>").toString();
    }

    static String rows(Table table) {
        StringBuilder html = new StringBuilder();
        for (Table.Row row : table.rows()) {
            html.append("<tr data-row=\"").append(escaped(row.key())).append("\">");
            row.cells().forEach(cell -> html.append("<td>").append(cell(cell)).append("</td>"));
            html.append("<td>").append(actions(row)).append("</td></tr>\n");
        }
        if (table.rows().isEmpty()) {
            html.append("<tr><td colspan=\"").append(table.heads().size() + 1).append("\">None.</td></tr>\n");
        }
        return html.toString();
    }

    /** What is longer than a line is unfolded by who wants to see it. */
    private static String cell(String text) {
        int end = text.indexOf('\n');
        return end < 0
                ? escaped(text)
                : "<details><summary>" + escaped(text.substring(0, end)) + "</summary><pre>"
                        + escaped(text.substring(end + 1)) + "</pre></details>";
    }

    private static String actions(Table.Row row) {
        StringBuilder html = new StringBuilder("<ul class=\"icons ui-widget\">");
        List<String> actions = row.actions();
        for (String action : actions) {
            String label = escaped(action + " " + row.key());
            html.append("<li class=\"dynhover ui-state-default ui-corner-all\" role=\"button\" tabindex=\"0\" title=\"")
                    .append(label)
                    .append("\" aria-label=\"")
                    .append(label)
                    .append("\" data-action=\"")
                    .append(escaped(action))
                    .append("\" data-key=\"")
                    .append(escaped(row.key()))
                    .append("\"><span class=\"ui-icon ui-icon-")
                    .append(ICONS.getOrDefault(action, "gear"))
                    .append("\">&nbsp;</span></li>");
        }
        return html.append("</ul>").toString();
    }
}
