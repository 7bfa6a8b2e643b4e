// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one form that the terminal, the web console's pages and the configuration status are made from.
 *
 * @param heads what the columns are called
 * @param rows with as many cells each
 */
record Table(List<String> heads, List<Row> rows) {
    /**
     * One thing.
     *
     * @param key its name
     * @param cells what is said of it
     * @param actions what can be done with it now
     */
    record Row(String key, List<String> cells, List<String> actions) {
        Row {
            cells = List.copyOf(cells);
            actions = List.copyOf(actions);
        }
    }

    Table {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    /** The same with one more column in that place. */
    Table with(String head, int place, Function<Row, String> cell) {
        return new Table(
                inserted(heads, place, head),
                rows.stream()
                        .map(row -> new Row(row.key(), inserted(row.cells(), place, cell.apply(row)), row.actions()))
                        .toList());
    }

    private static List<String> inserted(List<String> texts, int place, String text) {
        List<String> more = new ArrayList<>(texts);
        more.add(place, text);
        return more;
    }

    /** How many there are: {@code 2 devices}. */
    String count(String one) {
        return rows.size() == 1 ? "1 " + one : rows.size() + " " + one + "s";
    }

    /** As a terminal shows it: of what has more lines the first, the others below the table. */
    String text() {
        List<List<String>> lines = new ArrayList<>();
        StringBuilder below = new StringBuilder();
        lines.add(heads.stream().map(head -> head.toUpperCase(Locale.ROOT)).toList());
        for (Row row : rows) {
            lines.add(row.cells().stream().map(cell -> cell.split("\n", 2)[0]).toList());
            row.cells().stream().filter(cell -> cell.contains("\n")).forEach(cell -> below.append("\n\n")
                    .append(row.key())
                    .append(": ")
                    .append(cell.lines().map(TextTable::line).collect(Collectors.joining("\n  "))));
        }
        return TextTable.aligned(lines) + below;
    }

    /** Every row's cells by the columns' names: {@code Last error} is {@code last_error}. */
    List<Map<String, String>> objects() {
        return rows.stream().map(this::object).toList();
    }

    private Map<String, String> object(Row row) {
        Map<String, String> object = new LinkedHashMap<>();
        for (int column = 0; column < heads.size(); column++) {
            object.put(
                    heads.get(column).toLowerCase(Locale.ROOT).replace(' ', '_'),
                    row.cells().get(column));
        }
        return object;
    }
}
