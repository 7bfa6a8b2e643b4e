// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.task.Sample;
import org.jackfield.task.Task;
import org.jackfield.task.TaskCancelled;
import org.jackfield.task.TaskContext;
import org.jspecify.annotations.Nullable;

/** One watch. Its thread reads, any thread changes the limits. It reckons with the times of the samples. */
final class MonitorTask implements Task {
    /**
     * What is wrong and how long it must be.
     *
     * @param holdOff in seconds
     */
    record Limits(OptionalDouble above, OptionalDouble below, double holdOff) {
        Limits {
            if (above.isEmpty() && below.isEmpty()) {
                throw new IllegalArgumentException("expected above, below or both, found neither");
            }
            if (above.isPresent() && below.isPresent() && below.getAsDouble() > above.getAsDouble()) {
                throw new IllegalArgumentException("below must be at most above, " + above.getAsDouble() + ", was "
                        + below.getAsDouble() + "; every value would raise the alarm");
            }
        }

        boolean areBroken(double value) {
            return (above.isPresent() && value > above.getAsDouble())
                    || (below.isPresent() && value < below.getAsDouble());
        }
    }

    private final Quantity quantity;
    private final double seconds;
    private volatile Limits limits;

    private boolean alarm;
    /** Since when the limits say otherwise than {@link #alarm}; null while they do not. */
    private @Nullable Instant changing;

    private long alarms;
    private long samples;
    private double last = Double.NaN;

    MonitorTask(Quantity quantity, Limits limits, double seconds) {
        this.quantity = quantity;
        this.limits = limits;
        this.seconds = seconds;
    }

    /** None: who watches disturbs nobody. */
    @Override
    public Set<String> devices() {
        return Set.of();
    }

    @Override
    public synchronized void parameter(String key, @Nullable Object value) {
        Limits now = limits;
        OptionalDouble number =
                value instanceof Number given ? OptionalDouble.of(given.doubleValue()) : OptionalDouble.empty();
        limits = switch (key) {
            case "above" -> new Limits(number, now.below(), now.holdOff());
            case "below" -> new Limits(now.above(), number, now.holdOff());
            case "hold_off" -> new Limits(now.above(), now.below(), number.orElse(now.holdOff()));
            default ->
                throw new UnsupportedOperationException(
                        "above, below and hold_off can change while it runs, not '" + key + "'");
        };
    }

    @Override
    public Object run(TaskContext context) throws Exception {
        try (FrameCursor cursor = quantity.read(context)) {
            watch(context, cursor);
        } catch (TaskCancelled e) {
            context.progress(-1, "cancelled"); // which is how most watches end
        }
        return Map.of("alarms", alarms, "samples", samples, "last", last, "alarm", alarm);
    }

    private void watch(TaskContext context, FrameCursor cursor) throws InterruptedException {
        double begin = context.elapsed().toNanos() / 1e9;
        while (true) {
            double passed = context.elapsed().toNanos() / 1e9 - begin;
            if (passed >= seconds) {
                return;
            }
            Frame frame = context.await(cursor, Duration.ofNanos((long) (Math.min(seconds - passed, 3600) * 1e9)));
            if (frame != null) {
                look(context, context.sample(frame));
                double fraction = Double.isInfinite(seconds) ? -1 : passed / seconds;
                float shown = (float) last; // with as many digits as anybody reads
                context.progress(fraction, quantity.label() + " = " + shown + (alarm ? ", alarm" : ""));
            }
        }
    }

    private void look(TaskContext context, Sample sample) {
        Limits now = limits;
        last = quantity.of(sample);
        samples++;
        if (now.areBroken(last) == alarm) {
            changing = null;
            return;
        }
        Instant since = changing == null ? sample.time() : changing;
        changing = since;
        if (Duration.between(since, sample.time()).toNanos() >= now.holdOff() * 1e9) {
            changing = null;
            alarm = !alarm;
            alarms += alarm ? 1 : 0;
            context.event(alarm ? "monitor_alarm" : "monitor_cleared", facts(now, sample));
        }
    }

    private Map<String, Object> facts(Limits now, Sample sample) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("device_id", quantity.deviceId());
        if (!quantity.name().isEmpty()) {
            facts.put("channel", quantity.name());
        }
        facts.put("value", last);
        now.above().ifPresent(above -> facts.put("above", above));
        now.below().ifPresent(below -> facts.put("below", below));
        facts.put("sequence", sample.sequence());
        facts.put("timestamp", sample.time());
        return facts;
    }
}
