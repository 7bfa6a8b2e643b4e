// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A frame goes into the ring, its readers are woken, and one of them walks over it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamBench {
    private static final int WALK = 1000;

    /** A hub that wakes so many. */
    @State(Scope.Thread)
    public static class Woken {
        /** How many are told of each frame. */
        @Param({"1", "1000"})
        public int subscriptions;

        private final DeviceHub hub;
        private long woken;

        public Woken() {
            try {
                hub = Streams.hub();
            } catch (IOException e) {
                throw new IllegalStateException("there is no place for the numbers", e);
            }
        }

        @Setup
        public void subscribe() {
            for (int i = 0; i < subscriptions; i++) {
                hub.onFrames(() -> woken++);
            }
        }
    }

    /** A hub that nobody reads. */
    @State(Scope.Thread)
    public static class Alone {
        private final DeviceHub hub;

        public Alone() {
            try {
                hub = Streams.hub();
            } catch (IOException e) {
                throw new IllegalStateException("there is no place for the numbers", e);
            }
        }
    }

    /** A hub with frames in it and a reader who has seen none. */
    @State(Scope.Thread)
    public static class Read {
        private final DeviceHub hub;
        private FrameCursor cursor;

        public Read() {
            try {
                hub = Streams.hub();
                for (int i = 0; i < WALK; i++) {
                    hub.accept(null, 4.25);
                }
            } catch (IOException e) {
                throw new IllegalStateException("there is no place for the numbers", e);
            }
            cursor = cursor();
        }

        private FrameCursor cursor() {
            return hub.read(StartAt.after(0), () -> {});
        }

        @Setup(Level.Invocation)
        public void back() {
            cursor = cursor();
        }
    }

    /** Number, encode and keep one sample that nobody waits for. */
    @Benchmark
    public void append(Alone stream) throws SampleRefused {
        stream.hub.accept(null, 4.25);
    }

    /** A change of state. */
    @Benchmark
    public void appendStatus(Alone stream) {
        stream.hub.status(DeviceState.STREAMING, Optional.empty(), Optional.empty());
    }

    /** Tell everybody. */
    @Benchmark
    public long wake(Woken stream) {
        stream.hub.wake();
        return stream.woken;
    }

    /** Read what is kept, by the frame. */
    @Benchmark
    @OperationsPerInvocation(WALK)
    public void walk(Read stream, Blackhole hole) {
        for (int i = 0; i < WALK; i++) {
            Frame frame = stream.cursor.next();
            hole.consume(frame);
        }
    }
}
