// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a process and its children use, as Linux counts it. */
final class Costs {
    private static final double MICROS_PER_TICK = 10_000;
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private Costs() {}

    /** Processor time so far, in microseconds. */
    static double cpuMicros(long pid) {
        return sum(pid, process -> {
            String line = read(process, "stat");
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MICROS_PER_TICK;
        });
    }

    /** Memory in use, in kilobytes. */
    static double memoryKilobytes(long pid) {
        return sum(pid, process -> read(process, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum());
    }

    private static double sum(long pid, ToDoubleFunction<Long> value) {
        Stream<ProcessHandle> children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
        return Stream.concat(Stream.of(pid), children.map(ProcessHandle::pid))
                .mapToDouble(value)
                .sum();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("process " + pid + " has ended, or this is not Linux", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
