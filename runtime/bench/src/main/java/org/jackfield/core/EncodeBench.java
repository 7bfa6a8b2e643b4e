// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A sample becomes a frame's JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBench {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int BLOCK = 1000;
    private static final int FIELDS = 8;

    private final FrameEncoder encoder = new FrameEncoder("bench");
    private final BoundedBuffer buffer = new BoundedBuffer(BUFFER_BYTES);
    private final double[] block = new double[BLOCK];
    private final double[] decimals = new double[BLOCK];
    private final Map<String, Object> map = new LinkedHashMap<>();
    private double value = 4.25;
    private long sequence;

    public EncodeBench() {
        for (int i = 0; i < BLOCK; i++) {
            block[i] = Math.sin(i * 0.001) * 10;
            decimals[i] = Math.round(block[i] * 10_000) / 10_000.0;
        }
        for (int i = 0; i < FIELDS; i++) {
            map.put("channel" + i, Math.cos(i) * 100);
        }
    }

    /** One number. */
    @Benchmark
    public byte[] scalar() throws SampleRefused {
        value += 0.001;
        return encode(value);
    }

    /** A thousand of them. */
    @Benchmark
    public byte[] block1000() throws SampleRefused {
        return encode(block);
    }

    /** A thousand with four places, as most instruments give them. */
    @Benchmark
    public byte[] decimals1000() throws SampleRefused {
        return encode(decimals);
    }

    /** Eight with names. */
    @Benchmark
    public byte[] map8() throws SampleRefused {
        return encode(map);
    }

    private byte[] encode(Object payload) throws SampleRefused {
        buffer.clear();
        PayloadWriter.write(payload, buffer);
        return encoder.data(sequence++, Instant.now(), buffer);
    }
}
