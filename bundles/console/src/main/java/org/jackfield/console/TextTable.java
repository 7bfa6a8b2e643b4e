// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows of cells as a terminal shows them: in columns, and without what would steer the terminal. */
final class TextTable {
    private static final String GAP = "  ";
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\p{Cf}]+");

    private TextTable() {}

    /** Columns as wide as what is in them. */
    static String aligned(List<List<String>> rows) {
        List<List<String>> clean = rows.stream()
                .map(row -> row.stream().map(TextTable::line).toList())
                .toList();
        List<Integer> widths = widths(clean);
        List<String> lines = new ArrayList<>();
        for (List<String> row : clean) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell)
                        .append(" ".repeat(widths.get(column) - cell.length()))
                        .append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\n", lines);
    }

    /** What there is to say, each with its name; what is empty is left out. */
    static String facts(List<List<String>> namedValues) {
        return aligned(namedValues.stream().filter(row -> !row.get(1).isEmpty()).toList());
    }

    /** A text in one line. */
    static String line(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    /** A text in one line of at most so many characters. */
    static String shortened(String text, int longest) {
        String line = line(text);
        return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                if (column == widths.size()) {
                    widths.add(0);
                }
                widths.set(column, Math.max(widths.get(column), row.get(column).length()));
            }
        }
        return widths;
    }
}
