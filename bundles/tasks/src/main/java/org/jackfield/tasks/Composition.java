// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jackfield.task.Task;
import org.jackfield.task.TaskCancelled;
import org.jackfield.task.TaskContext;
import org.jspecify.annotations.Nullable;

/** Several tasks as one, which owns what all of them need. */
final class Composition implements Task, AutoCloseable {
    private static final int MAX_PARTS = 50;
    private static final int MAX_DEPTH = 5;
    private static final int MAX_TASKS = 100;

    private final List<Made> parts;
    private final boolean parallel;

    private Composition(List<Made> parts, boolean parallel) {
        this.parts = parts;
        this.parallel = parallel;
    }

    static Map<String, Object> schema(String doc) {
        Map<String, Object> part = new Fields()
                .must("type", Fields.of("string", "the name of its type"))
                .may("params", Fields.of("object", "its parameters", "default", Map.of()))
                .schema();
        return new Fields()
                .must("tasks", Fields.of("array", doc, "items", part, "minItems", 1, "maxItems", MAX_PARTS))
                .schema();
    }

    static Composition of(TypeRegistry types, Map<String, @Nullable Object> parameters, boolean parallel) {
        List<Made> parts = new ArrayList<>();
        try {
            for (Object part : new Parameters(parameters).list("tasks")) {
                Parameters definition = Parameters.of((Map<?, ?>) Objects.requireNonNull(part));
                parts.add(types.make(
                        definition.text("type"), definition.child("params").values()));
            }
            Composition whole = new Composition(List.copyOf(parts), parallel);
            whole.check();
            return whole;
        } catch (RuntimeException | Error e) {
            parts.forEach(Made::close);
            throw e;
        }
    }

    private void check() {
        if (depth() > MAX_DEPTH) {
            throw new IllegalArgumentException("compositions may be nested " + MAX_DEPTH + " deep, was " + depth());
        }
        if (size() > MAX_TASKS) {
            throw new IllegalArgumentException("a composition may have " + MAX_TASKS + " tasks in all, has " + size());
        }
    }

    private int size() {
        return parts.stream()
                .mapToInt(part -> part.task() instanceof Composition inner ? inner.size() : 1)
                .sum();
    }

    private int depth() {
        return 1
                + parts.stream()
                        .mapToInt(part -> part.task() instanceof Composition inner ? inner.depth() : 0)
                        .max()
                        .orElse(0);
    }

    boolean uses(InstalledType type) {
        return parts.stream().anyMatch(part -> part.uses(type));
    }

    @Nullable
    InstalledType left() {
        return parts.stream()
                .map(Made::left)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    Set<String> named() {
        Set<String> named = new TreeSet<>();
        parts.forEach(part -> named.addAll(part.named()));
        return named;
    }

    @Override
    public Set<String> devices() {
        Set<String> devices = new TreeSet<>();
        parts.forEach(part -> devices.addAll(part.devices()));
        return devices;
    }

    @Override
    public Object run(TaskContext context) throws Exception {
        if (parallel) {
            return context.runAll(parts.stream().map(Made::task).toList());
        }
        List<@Nullable Object> results = new ArrayList<>();
        try {
            for (Made part : parts) {
                double done = results.size();
                results.add(context.run(part.task(), done / parts.size(), (done + 1) / parts.size()));
            }
        } catch (TaskCancelled e) {
            if (!context.isCancelled()) {
                throw e; // a part has ended itself
            }
        }
        return results; // when it is cancelled, of what was done until then
    }

    /** Hands it to the part whose place, from 0 on, comes before the first point: {@code 0.above}. */
    @Override
    public void parameter(String key, @Nullable Object value) {
        int point = key.indexOf('.');
        String place = point < 0 ? "" : key.substring(0, point);
        if (!place.matches("\\d{1,4}") || Integer.parseInt(place) >= parts.size()) {
            throw new UnsupportedOperationException("a parameter of a part is named by the part's place, from 0 to "
                    + (parts.size() - 1) + ", and its own name: '0.above'; was '" + key + "'");
        }
        Made part = parts.get(Integer.parseInt(place));
        String name = key.substring(point + 1);
        part.task().parameter(name, Schema.fillOne(part.schema(), name, value));
    }

    @Override
    public void close() {
        parts.forEach(Made::close);
    }
}
