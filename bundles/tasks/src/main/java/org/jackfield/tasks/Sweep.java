// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jackfield.control.Devices;
import org.jackfield.task.Task;
import org.jackfield.task.TaskType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets one thing over a range and reads another at every step. */
@Component(property = TaskType.NAME + "=Sweep")
public final class Sweep implements TaskType {
    private static final int MAX_STEPS = 10_000;

    private final Devices devices;

    @Activate
    public Sweep(@Reference Devices devices) {
        this.devices = devices;
    }

    @Override
    public String doc() {
        return "Sets an argument of a command over a range, lets it settle, and reads a channel at every step.";
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> read = Fields.of("object", "what is read at every step");
        read.putAll(new Fields()
                .must("device", Fields.device("whose samples"))
                .may("channel", Quantity.CHANNEL)
                .schema());
        Map<String, Object> values = Fields.of("array", "all steps, instead of from, to and steps");
        values.putAll(Map.of("items", Map.of("type", "number"), "minItems", 1, "maxItems", MAX_STEPS));
        return new Fields()
                .must("device", Fields.device("what is set"))
                .must("command", Fields.of("string", "the command that sets it", "format", "command"))
                .must("argument", Fields.of("string", "the command's parameter that is swept", "format", "parameter"))
                .may("arguments", Fields.of("object", "the command's other arguments"))
                .may("from", Fields.of("number", "the first step"))
                .may("to", Fields.of("number", "the last step"))
                .may("steps", Fields.of("integer", "how many", "minimum", 1, "maximum", MAX_STEPS))
                .may("values", values)
                .may("settle", seconds("seconds between setting and reading", 0, 3600, 0))
                .must("read", read)
                .may(
                        "samples",
                        Fields.of(
                                "integer",
                                "read and averaged at every step",
                                "minimum",
                                1,
                                "maximum",
                                1_000_000,
                                "default",
                                1))
                .may("patience", seconds("seconds to wait for a sample", 0.001, 3600, 10))
                .schema();
    }

    private static Map<String, Object> seconds(String doc, double least, double most, double preset) {
        return Fields.of("number", doc, "minimum", least, "maximum", most, "default", preset);
    }

    @Override
    public Task create(Map<String, @Nullable Object> values) {
        Parameters parameters = new Parameters(values);
        Parameters read = parameters.child("read");
        String readDevice = read.text("device");
        Setting setting = new Setting(
                parameters.text("device"),
                parameters.text("command"),
                parameters.text("argument"),
                parameters.child("arguments").values());
        setting.check(devices.find(setting.deviceId()));
        return new SweepTask(
                setting,
                steps(parameters),
                new SweepTask.Pace(
                        duration(parameters.number("settle")),
                        (int) parameters.number("samples"),
                        duration(parameters.number("patience"))),
                Quantity.of(devices.find(readDevice), readDevice, read.optionalText("channel")));
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static List<Double> steps(Parameters parameters) {
        boolean range = parameters.has("from") || parameters.has("to") || parameters.has("steps");
        if (parameters.has("values")) {
            if (range) {
                throw new IllegalArgumentException("expected values, or from, to and steps; found both");
            }
            return parameters.list("values").stream()
                    .map(value -> ((Number) value).doubleValue())
                    .toList();
        }
        double from = parameters.number("from");
        double to = parameters.number("to");
        int count = (int) parameters.number("steps");
        if (count == 1 && from != to) {
            throw new IllegalArgumentException("from " + from + " to " + to + " takes at least 2 steps, was 1");
        }
        return count == 1 ? List.of(to) : between(from, to, count - 1);
    }

    /** In decimal numbers: they have no largest, so the way between two can be any, and a third of 0.3 is 0.1. */
    private static List<Double> between(double from, double to, int count) {
        BigDecimal begin = BigDecimal.valueOf(from);
        BigDecimal way = BigDecimal.valueOf(to).subtract(begin, MathContext.DECIMAL128);
        return IntStream.rangeClosed(0, count)
                .mapToObj(i ->
                        way.multiply(BigDecimal.valueOf(i)).divide(BigDecimal.valueOf(count), MathContext.DECIMAL128))
                .map(part -> begin.add(part, MathContext.DECIMAL128).doubleValue())
                .toList();
    }
}
