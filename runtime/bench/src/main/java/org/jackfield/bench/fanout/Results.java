// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All values that were measured, in this run and in those before it that wrote to the same file. */
final class Results {
    private final Map<Figure, Map<String, List<Double>>> values = new EnumMap<>(Figure.class);
    private final List<String> servers = new ArrayList<>();
    private final Optional<Path> file;

    private Results(Optional<Path> file) {
        this.file = file;
    }

    static Results in(Optional<Path> file) throws IOException {
        Results results = new Results(file);
        if (file.isPresent() && Files.exists(file.get())) {
            for (String line : Files.readAllLines(file.get())) {
                String[] parts = line.split("\t", -1);
                results.keep(parts[0], Figure.valueOf(parts[1]), Double.parseDouble(parts[2]));
            }
        }
        return results;
    }

    void add(String server, Figure figure, double value) throws IOException {
        keep(server, figure, value);
        System.out.println("  " + server + ": " + figure.text(1000, 5000) + ": " + figure.text(value));
        if (file.isPresent()) {
            Files.writeString(
                    file.get(),
                    server + "\t" + figure + "\t" + value + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private void keep(String server, Figure figure, double value) {
        if (!servers.contains(server)) {
            servers.add(server);
        }
        values.computeIfAbsent(figure, key -> new LinkedHashMap<>())
                .computeIfAbsent(server, key -> new ArrayList<>())
                .add(value);
    }

    /** The medians as a table, and the first server's as multiples of each other's. */
    String table(int many, int crowd) {
        StringBuilder table = new StringBuilder("| |");
        servers.forEach(server -> table.append(' ').append(server).append(" |"));
        List<String> others = servers.subList(1, servers.size());
        others.forEach(server -> table.append(" ÷ ").append(server).append(" |"));
        table.append("\n|---")
                .append("|---".repeat(servers.size() + others.size()))
                .append("|\n");
        for (Map.Entry<Figure, Map<String, List<Double>>> row : values.entrySet()) {
            Figure figure = row.getKey();
            table.append("| ").append(figure.text(many, crowd)).append(" |");
            servers.forEach(server -> table.append(' ')
                    .append(figure.text(median(row.getValue(), server)))
                    .append(" |"));
            double ours = median(row.getValue(), servers.get(0));
            for (String other : others) {
                double ratio = ours / median(row.getValue(), other);
                table.append(Double.isFinite(ratio) ? String.format(Locale.ROOT, " %.2f |", ratio) : " – |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static double median(Map<String, List<Double>> row, String server) {
        double[] sorted = row.getOrDefault(server, List.of()).stream()
                .mapToDouble(value -> value)
                .toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
