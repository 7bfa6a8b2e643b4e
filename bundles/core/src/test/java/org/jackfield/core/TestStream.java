// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;

/** A hub with a small ring whose numbers are in a file, on the test's own thread. */
final class TestStream {
    static final Instant NOW = Instant.parse("2026-03-01T09:15:00.120Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final int BLOCK = 1000;

    private static final long PLENTY = 1 << 20;

    final DeviceHub hub;
    private final Positions positions;

    TestStream(Path file, int ringFrames) {
        this(file, ringFrames, PLENTY);
    }

    TestStream(Path file, int ringFrames, long ringBytes) {
        positions = Positions.open(file.resolveSibling("positions"), Runnable::run, CLOCK);
        hub = new DeviceHub(
                "pm1",
                new DeviceHub.Limits(ringFrames, ringBytes, 10_000),
                () -> SequenceNumbers.open(file, BLOCK, Runnable::run),
                positions,
                positions.first(),
                CLOCK);
    }

    /** One that has its numbers already, as after a run that gave out all below {@code first}. */
    static TestStream after(Path file, long first, int ringFrames) {
        try {
            Files.writeString(file, Long.toString(first));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestStream(file, ringFrames).open();
    }

    TestStream open() {
        try {
            hub.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    TestStream samples(int count) {
        for (int i = 0; i < count; i++) {
            try {
                hub.accept(null, i);
            } catch (SampleRefused e) {
                throw new AssertionError(e);
            }
        }
        return this;
    }

    TestStream status(DeviceState state) {
        hub.status(state, Optional.empty(), Optional.empty());
        return this;
    }

    FrameCursor now() {
        return read(StartAt.NOW);
    }

    FrameCursor after(long sequence) {
        return read(StartAt.after(sequence));
    }

    FrameCursor afterPosition(long position) {
        return read(StartAt.afterPosition(position));
    }

    FrameCursor since(Instant time) {
        return read(StartAt.since(time));
    }

    FrameCursor read(StartAt start) {
        return hub.read(start, () -> {});
    }

    /** The position of the latest frame. */
    long positionOfLast() {
        return positions.peek() - 1;
    }

    static List<String> numbers(long from, long to) {
        List<String> numbers = new ArrayList<>();
        for (long number = from; number <= to; number++) {
            numbers.add(Long.toString(number));
        }
        return numbers;
    }
}
