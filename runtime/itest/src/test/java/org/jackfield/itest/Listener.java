// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of a crowd: it keeps numbers and ages of what it reads and forgets the rest. The lines that HTTP puts
 * around chunks are among those that it passes over: a chunk begins and ends with whole events.
 */
final class Listener {
    private static final Pattern SAMPLE = Pattern.compile("\"sequence\":(\\d+),\"timestamp\":\"([^\"]+)\"");

    private final SocketChannel channel;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final List<Long> ages = new ArrayList<>();
    private long first = -1;
    private long next = -1;
    private long count;
    private boolean ended;

    Listener(SocketChannel channel) {
        this.channel = channel;
    }

    /** Takes what is there. */
    void read(ByteBuffer buffer) throws IOException {
        ended = channel.read(buffer.clear()) < 0;
        buffer.flip();
        while (buffer.hasRemaining()) {
            byte one = buffer.get();
            if (one == '\n') {
                line(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(one);
            }
        }
        if (ended) {
            channel.close();
        }
    }

    private void line(String text) {
        if (!text.startsWith("data: {\"event\":\"device_data\"")) {
            return;
        }
        Matcher sample = SAMPLE.matcher(text);
        if (!sample.find()) {
            throw new AssertionError("expected a sample, came " + text);
        }
        next = Long.parseLong(sample.group(1)) + 1;
        first = first < 0 ? next - 1 : first;
        count++;
        ages.add(ChronoUnit.MICROS.between(Instant.parse(sample.group(2)), Instant.now()));
    }

    /** How many samples it has read. */
    long count() {
        return count;
    }

    /** The number that comes next. */
    long next() {
        return next;
    }

    /** How many numbers between its first and its last it has not read. */
    long missing() {
        return count == 0 ? 0 : next - first - count;
    }

    boolean hasEnded() {
        return ended;
    }

    /** How old each sample was, in microseconds, since this was asked the last time. */
    List<Long> ages() {
        List<Long> taken = List.copyOf(ages);
        ages.clear();
        return taken;
    }

    void leave() throws IOException {
        channel.close();
    }
}
