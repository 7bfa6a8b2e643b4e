// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.FrameCursor.Place;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens in whatever order: each number reaches a reader once or is within exactly one gap. */
@Timeout(30)
final class StreamPropertyTest {
    private static final int STEPS = 3000;

    @TempDir
    Path folder;

    private Random random = new Random();
    private TestStream stream = new TestStream(Path.of("target", "unused"), 1);
    private List<Reader> readers = new ArrayList<>();

    /** One who is to get every number from {@code expected} on; -1 while that is not known yet. */
    private static final class Reader {
        private FrameCursor cursor;
        private long expected;

        private Reader(FrameCursor cursor, long expected) {
            this.cursor = cursor;
            this.expected = expected;
        }

        private boolean read() {
            Frame frame = cursor.next();
            if (frame == null) {
                return false;
            }
            if (frame.kind() == Frame.Kind.DATA) {
                expect(frame.sequence(), frame.sequence());
            } else if (frame.kind() == Frame.Kind.GAP) {
                JsonNode gap = Told.json(frame);
                assertThat(frame.sequence()).isEqualTo(gap.get("to").asLong() + 1);
                expect(gap.get("from").asLong(), gap.get("to").asLong());
            }
            return true;
        }

        private void expect(long from, long to) {
            if (expected >= 0) {
                assertThat(from).isEqualTo(expected);
            }
            assertThat(to).isGreaterThanOrEqualTo(from);
            expected = to + 1;
        }
    }

    @RepeatedTest(20)
    void eachNumberReachesEachReaderOnceOrWithinExactlyOneGap(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        stream = new TestStream(folder.resolve("pm1"), ring()).open();
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        stream.samples(1);
        for (Reader reader : readers) {
            drain(reader);
            assertThat(reader.expected).isEqualTo(stream.hub.nextSequence());
        }
    }

    private int ring() {
        return 1 + random.nextInt(random.nextBoolean() ? 4 : 100);
    }

    private void step() {
        int what = random.nextInt(1000);
        if (what < 500) {
            stream.samples(1 + random.nextInt(3));
        } else if (what < 550) {
            stream.status(random.nextBoolean() ? DeviceState.FAULT : DeviceState.STREAMING);
        } else if (what < 800) {
            readSome();
        } else if (what < 850) {
            join();
        } else if (what < 900) {
            comeBack();
        } else if (what < 930) {
            leave();
        } else if (what < 990) {
            share();
        } else if (what < 998) {
            stream.hub.limit(Optional.of(ring()), Optional.of(500L + random.nextInt(10_000)));
        } else {
            restart();
        }
    }

    private void readSome() {
        if (!readers.isEmpty()) {
            Reader reader = any();
            for (int i = random.nextInt(20); i >= 0 && reader.read(); i--) {}
        }
    }

    private Reader any() {
        return readers.get(random.nextInt(readers.size()));
    }

    private static void drain(Reader reader) {
        while (reader.read()) {}
    }

    private void join() {
        if (readers.size() < 10) {
            readers.add(new Reader(stream.now(), stream.hub.nextSequence()));
        }
    }

    /** A reader closes and comes back with the last number it has, or one somewhere in the past. */
    private void comeBack() {
        if (readers.isEmpty()) {
            return;
        }
        Reader reader = any();
        reader.cursor.close();
        if (random.nextInt(4) == 0) {
            reader.expected = random.nextInt((int) stream.hub.nextSequence() + 1);
        }
        resume(reader);
    }

    private void resume(Reader reader) {
        reader.cursor = stream.after(reader.expected - 1);
    }

    private void leave() {
        if (!readers.isEmpty()) {
            Reader reader = any();
            reader.cursor.close();
            readers.remove(reader);
        }
    }

    /** What one reader has read serves another one at the same place. */
    private void share() {
        if (readers.size() < 2) {
            return;
        }
        Reader maker = any();
        Place from = maker.cursor.place();
        List<Reader> others = readers.stream()
                .filter(other -> other != maker && from != null && from.equals(other.cursor.place()))
                .toList();
        drain(maker);
        Place to = maker.cursor.place();
        for (Reader other : others) {
            if (to != null) {
                other.cursor.moveTo(to);
                other.expected = maker.expected;
            }
        }
    }

    /** Clean or not: all come back, some before the stream knows its numbers again. */
    private void restart() {
        if (random.nextBoolean()) {
            stream.hub.close();
        }
        stream = new TestStream(folder.resolve("pm1"), ring());
        readers.forEach(this::resume);
        if (random.nextBoolean()) {
            readers.add(new Reader(stream.now(), -1));
        }
        readSome();
        stream.open();
        if (random.nextBoolean()) {
            stream.status(DeviceState.CONNECTING);
        }
    }
}
