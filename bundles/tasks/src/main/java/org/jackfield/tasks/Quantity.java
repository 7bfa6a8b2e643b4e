// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.control.ControlledDevice;
import org.jackfield.device.Channel;
import org.jackfield.stream.DeviceInfo;
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
 * @param channel which was asked for; empty for a device that has one only
 * @param name the channel's, if it is known
 */
record Quantity(String deviceId, Optional<String> channel, String name) {
    static final Map<String, Object> CHANNEL =
            Fields.of("string", "which of the device's channels; not needed if it has one only", "format", "channel");

    /**
     * Of the device as it is known now.
     *
     * @throws IllegalArgumentException if its driver has said which channels it has, and the one that is meant is none
     *     of them or holds no numbers
     */
    static Quantity of(Optional<ControlledDevice> device, String deviceId, Optional<String> channel) {
        List<Channel> channels = device.map(ControlledDevice::info)
                .filter(info -> info.driver().isPresent())
                .map(DeviceInfo::channels)
                .orElse(List.of());
        List<String> known = channels.stream().map(Channel::name).toList();
        boolean fits = channel.map(known::contains).orElse(known.size() == 1);
        if (!known.isEmpty() && !fits) {
            throw noSuchChannel(deviceId, known, channel);
        }
        Quantity quantity = new Quantity(deviceId, channel, channel.orElse(known.isEmpty() ? "" : known.get(0)));
        channels.stream()
                .filter(each -> each.name().equals(quantity.name()))
                .map(Channel::type)
                .forEach(quantity::requireNumbers);
        return quantity;
    }

    private static IllegalArgumentException noSuchChannel(
            String deviceId, Collection<?> known, Optional<String> channel) {
        return new IllegalArgumentException(deviceId + " has the channels " + known
                + "; channel must be one of them, was "
                + channel.map(name -> "'" + name + "'").orElse("not given"));
    }

    private void requireNumbers(Channel.Type type) {
        if (type == Channel.Type.TEXT || type == Channel.Type.BYTES) {
            throw new IllegalArgumentException(label() + " must hold numbers to be reckoned with, it holds "
                    + type.name().toLowerCase(Locale.ROOT));
        }
    }

    /** As people read it. */
    String label() {
        return name.isEmpty() ? deviceId : deviceId + "." + name;
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
        throw noSuchChannel(deviceId, map.keySet(), channel);
    }
}
