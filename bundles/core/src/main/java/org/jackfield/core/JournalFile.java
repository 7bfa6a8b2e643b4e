// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has happened, one event a line as readers get it, so that it is known after a restart too. When the file is
 * full it becomes the earlier one of two, in place of that.
 *
 * <p>One thread at a time. The disk is not waited for after a line: what a power cut takes with it is told to readers
 * as a gap, for their numbers then skip.
 */
final class JournalFile {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

    /** JavaScript can hold what is below twice that. */
    private static final long HIGHEST = 1L << 52;

    private final Path file;
    private final Path earlier;
    private final long mostBytes;
    private boolean failing;

    /** @param mostBytes of one file; two are kept */
    JournalFile(Path file, long mostBytes) {
        this.file = file;
        this.earlier = file.resolveSibling(file.getFileName() + ".1");
        this.mostBytes = mostBytes;
    }

    /** One line. */
    record Line(String event, String subject, long sequence, Instant time, BoundedBuffer facts) {}

    /**
     * What earlier runs have written, the oldest first, with numbers that rise. Where two are not in order, what was
     * written later is right.
     *
     * @param next above all numbers that have been given out; 0 if that is not known
     */
    List<Line> read(int most, long next) {
        List<String> lines = new ArrayList<>(lines(file));
        if (lines.size() < most) {
            lines.addAll(0, lines(earlier));
        }
        Deque<Line> read = new ArrayDeque<>();
        long bound = next == 0 ? HIGHEST : next;
        int nonsense = 0;
        for (int i = lines.size() - 1; i >= 0 && read.size() < most; i--) {
            Line line = parse(lines.get(i));
            if (line == null || line.sequence() < 0 || line.sequence() >= bound) {
                nonsense++;
            } else {
                read.addFirst(line);
                bound = line.sequence();
            }
        }
        if (nonsense > 0) {
            LOG.info("{} lines of {} and {} are no events in order and are left out", nonsense, earlier, file);
        }
        return List.copyOf(read);
    }

    private List<String> lines(Path path) {
        try {
            if (!Files.exists(path)) {
                return List.of();
            }
            long size = Files.size(path);
            if (size > 2 * mostBytes) {
                throw new IOException("has " + size + " bytes, at most " + 2 * mostBytes + " are read");
            }
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            LOG.warn("the events in {} are not known any more: {}", path, e.toString());
            return List.of();
        }
    }

    private static @Nullable Line parse(String line) {
        try {
            if (PlainJson.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> json
                    && json.get("event") instanceof String event
                    && Happenings.isEvent(event)
                    && json.get("subject") instanceof String subject
                    && json.get("sequence") instanceof Number sequence
                    && json.get("timestamp") instanceof String text
                    && json.get("payload") instanceof Map<?, ?> facts) {
                Instant time = Instant.parse(text);
                boolean readable = Timestamps.fits(time)
                        && StandardCharsets.UTF_8.newEncoder().canEncode(subject);
                return readable
                        ? new Line(event, subject, sequence.longValue(), time, Happenings.payload(facts))
                        : null;
            }
        } catch (IOException | DateTimeException e) {
            LOG.debug("no event: {}", line, e);
        }
        return null;
    }

    /** Writes what there is to be read behind all else. */
    void append(FrameReader reader) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Frame event = reader.next(); event != null; event = reader.next()) {
            byte[] json = new byte[event.length()];
            event.copyTo(json, 0);
            lines.write('\n'); // before it: a line that a crash has cut off stays alone
            lines.writeBytes(json);
        }
        if (lines.size() > 0) {
            write(lines.toByteArray());
        }
    }

    private void write(byte[] lines) {
        try {
            if (Files.exists(file) && Files.size(file) + lines.length > mostBytes) {
                Files.move(file, earlier, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (failing) {
                LOG.info("events can be written to {} again", file);
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("events will not be known after a restart, {} cannot be written: {}", file, e.toString());
            }
            failing = true;
        }
    }
}
