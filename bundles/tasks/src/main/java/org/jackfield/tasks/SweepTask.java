// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jackfield.stream.FrameCursor;
import org.jackfield.task.Task;
import org.jackfield.task.TaskCancelled;
import org.jackfield.task.TaskContext;

/** One sweep. The rows it has when it is cancelled are its result all the same. */
final class SweepTask implements Task {
    /** How slowly it goes. */
    record Pace(Duration settle, int samples, Duration patience) {}

    private final Setting setting;
    private final List<Double> steps;
    private final Pace pace;
    private final Quantity quantity;

    SweepTask(Setting setting, List<Double> steps, Pace pace, Quantity quantity) {
        this.setting = setting;
        this.steps = steps;
        this.pace = pace;
        this.quantity = quantity;
    }

    @Override
    public Set<String> devices() {
        return new TreeSet<>(List.of(setting.deviceId(), quantity.deviceId()));
    }

    @Override
    public Object run(TaskContext context) throws Exception {
        List<List<Double>> rows = new ArrayList<>();
        try (FrameCursor cursor = quantity.read(context)) {
            for (double step : steps) {
                context.progress((double) rows.size() / steps.size(), setting.argument() + " = " + step);
                rows.add(List.of(step, measure(context, cursor, step)));
            }
        } catch (TaskCancelled e) {
            // The rows are what it was for; that it was cancelled is known from its state.
            context.progress((double) rows.size() / steps.size(), "cancelled after " + rows.size() + " steps");
        }
        return Map.of("columns", List.of(setting.argument(), quantity.label()), "rows", rows);
    }

    private double measure(TaskContext context, FrameCursor cursor, double step) throws InterruptedException {
        context.call(setting.deviceId(), setting.to(step));
        context.sleep(pace.settle());
        skip(cursor);
        double sum = 0;
        for (int i = 0; i < pace.samples(); i++) {
            sum += quantity.next(context, cursor, pace.patience());
        }
        return sum / pace.samples();
    }

    /** What was measured before it had settled. */
    private static void skip(FrameCursor cursor) {
        for (long left = cursor.lag(); left > 0 && cursor.next() != null; left--) {}
    }
}
