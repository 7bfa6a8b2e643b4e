// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** Devices without drivers, for which the test speaks, on one order of frames. */
final class TestPanel {
    private static final int SAMPLE_BYTES = 100_000;

    private final Path folder;
    private final int ringFrames;
    final Positions positions;
    final Map<String, DeviceSlot> slots = new ConcurrentHashMap<>();

    TestPanel(Path folder, int ringFrames) {
        this.folder = folder;
        this.ringFrames = ringFrames;
        this.positions = Positions.open(folder.resolve("positions"), Runnable::run, TestStream.CLOCK);
    }

    DeviceSlot device(String deviceId) {
        return slots.computeIfAbsent(deviceId, this::slot);
    }

    private DeviceSlot slot(String deviceId) {
        DeviceHub hub = new DeviceHub(
                deviceId,
                new DeviceHub.Limits(ringFrames, 1 << 24, SAMPLE_BYTES),
                () -> SequenceNumbers.open(folder.resolve("n").resolve(deviceId), 100_000, Runnable::run),
                positions,
                positions.first(),
                TestStream.CLOCK);
        try {
            hub.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DeviceSlot(
                deviceId,
                hub,
                (claim, stream, reports, commands, owner) -> {
                    throw new IllegalStateException("no drivers here");
                },
                new CommandQueue(
                        new Refusals(deviceId, TestStream.CLOCK),
                        Duration.ofSeconds(1),
                        new ScheduledThreadPoolExecutor(1)),
                new DeviceStatus(hub, new Errors(deviceId, TestStream.CLOCK), TestJournal.NONE));
    }

    TestPanel sample(String deviceId, Object payload) {
        try {
            device(deviceId).hub().accept(null, payload);
        } catch (SampleRefused e) {
            throw new AssertionError(e);
        }
        return this;
    }

    TestPanel samples(String deviceId, int count) {
        for (int i = 0; i < count; i++) {
            sample(deviceId, i);
        }
        return this;
    }

    TestPanel status(String deviceId, DeviceState state) {
        device(deviceId).hub().status(state, Optional.empty(), Optional.empty());
        device(deviceId).hub().wake();
        return this;
    }

    /** Ends the device's stream as if it had been unused for long, and tells them. */
    void end(String deviceId, Ensemble... told) {
        DeviceSlot slot = device(deviceId);
        if (!slot.endIfUnused(Instant.MAX)) {
            throw new AssertionError(deviceId + " is in use");
        }
        slots.remove(deviceId);
        for (Ensemble ensemble : told) {
            ensemble.disappeared(slot);
        }
    }

    Ensemble ensemble(Runnable wake) {
        return new Ensemble(slots, positions, wake, closed -> {});
    }

    Ensemble ensemble(String pattern, StartAt start) {
        Ensemble ensemble = ensemble(() -> {});
        ensemble.add(pattern, View.WHOLE, start);
        return ensemble;
    }
}
