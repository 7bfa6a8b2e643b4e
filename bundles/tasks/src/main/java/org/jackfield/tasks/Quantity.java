// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jackfield.task.Sample;
import org.jackfield.task.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * One number of a device's samples. Of a block it is the mean.
 *
 * @param channel which; empty for a device that has one only
 */
record Quantity(String deviceId, Optional<String> channel) {
    static final Map<String, Object> CHANNEL =
            Fields.of("string", "which of the device's channels; not needed if it has one only");

    /** As people read it. */
    String label() {
        return channel.map(name -> deviceId + "." + name).orElse(deviceId);
    }

    FrameCursor read(TaskContext context) {
        View view = channel.map(name -> new View(Set.of(name), 0, 1, 0, 0)).orElse(View.WHOLE);
        return context.read(deviceId, view, StartAt.NOW);
    }

    /** The next sample's. */
    double next(TaskContext context, FrameCursor cursor, Duration patience) throws InterruptedException {
        Frame frame = context.await(cursor, patience);
        if (frame == null) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT, "%s gave no sample within %s s", deviceId, patience.toMillis() / 1000.0));
        }
        return of(context.sample(frame));
    }

    double of(Sample sample) {
        return number(sample.payload());
    }

    private double number(@Nullable Object payload) {
        if (payload instanceof Number number) {
            return number.doubleValue();
        }
        if (payload instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (payload instanceof Map<?, ?> map) {
            return number(member(map));
        }
        if (payload instanceof List<?> list && !list.isEmpty()) {
            return list.stream().mapToDouble(this::number).average().orElseThrow();
        }
        throw new IllegalArgumentException(label() + " must be a number to be reckoned with, was " + payload);
    }

    private @Nullable Object member(Map<?, ?> map) {
        if (channel.isPresent() && map.containsKey(channel.get())) {
            return map.get(channel.get());
        }
        if (map.size() == 1 && channel.isEmpty()) {
            return map.values().iterator().next();
        }
        throw new IllegalArgumentException(
                deviceId + " has the channels " + map.keySet() + "; channel must be one of them, was "
                        + channel.map(name -> "'" + name + "'").orElse("not given"));
    }
}
