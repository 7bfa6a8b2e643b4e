// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the samples of one stream were measured, and which versions have streamed. Its monitor guards it. */
final class Timeline {
    private static final Pattern TIME = Pattern.compile("\"timestamp\":\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("\"version\":\"([^\"]+)\"");

    private final Set<String> streaming = new HashSet<>();
    private long[] micros = new long[1 << 16];
    private int count;

    /** Takes a line of the stream. */
    void line(String line) {
        if (line.startsWith("data: {\"event\":\"device_data\"")) {
            Matcher time = TIME.matcher(line);
            if (time.find()) {
                add(ChronoUnit.MICROS.between(
                        Instant.EPOCH, OffsetDateTime.parse(time.group(1)).toInstant()));
            }
        } else if (line.contains("\"state\":\"streaming\"")) {
            Matcher version = VERSION.matcher(line);
            if (version.find()) {
                streams(version.group(1));
            }
        }
    }

    private synchronized void add(long time) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = time;
    }

    private synchronized void streams(String version) {
        streaming.add(version);
    }

    synchronized boolean hasStreamed(String version) {
        return streaming.contains(version);
    }

    synchronized int count() {
        return count;
    }

    /** The longest time between two samples in a row, in milliseconds, from the one before {@code from} on. */
    synchronized double longestGapMillis(int from, int to) {
        long longest = 0;
        for (int i = Math.max(1, from); i < to; i++) {
            longest = Math.max(longest, micros[i] - micros[i - 1]);
        }
        return longest / 1000.0;
    }
}
