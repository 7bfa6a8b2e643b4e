// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import org.jackfield.event.Journal;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands as Gogo itself understands them. */
@Timeout(60)
final class StreamCommandsTest {
    private final HouseOfDevices house = new HouseOfDevices();
    private final Happenings journal = new Happenings();
    private final Shell shell = new Shell();

    @BeforeEach
    void offerTheCommands() {
        shell.offer(new StreamCommands(house, journal), "tail", "events");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void theLiveNumbersEndWithTheCount() throws Exception {
        HouseOfDevices.Instrument daq1 = house.add("daq1");
        daq1.frames.addAll(List.of(
                TextFrame.other(
                        Frame.Kind.STATUS,
                        "{\"timestamp\":\"T\",\"state\":\"streaming\",\"driver\":{\"name\":\"acme\",\"version\":\"1.0\"}}"),
                TextFrame.sample(7, "{\"power\":1.5,\"name\":\"a\\u001bb\",\"trace\":[1,5,3,-2,4]}"),
                TextFrame.other(Frame.Kind.GAP, "{\"timestamp\":\"T\",\"from\":8,\"to\":9,\"reason\":\"overtaken\"}"),
                TextFrame.other(
                        Frame.Kind.ERROR, "{\"timestamp\":\"T\",\"error\":{\"type\":\"E\",\"message\":\"no\"}}"),
                TextFrame.sample(10, "2.5"),
                TextFrame.sample(11, "3.5")));

        shell.type("tail daq1 2");
        assertThat(shell.screen())
                .isEqualToNormalizingNewlines(
                        """
                        T  -- streaming (acme 1.0)
                        2026-03-01T09:15:00.500Z  #7  power=1.5  name=a b  trace=[5 values -2 to 5]
                        T  -- missed 8 to 9: overtaken
                        T  -- stream_error E: no
                        2026-03-01T09:15:00.500Z  #10  2.5
                        """);
        assertThat(house.told).containsExactly("daq1 read no more");
    }

    @Test
    void aKeyEndsTheLiveNumbers() throws Exception {
        house.add("daq1");

        shell.type("tail daq1", new Terminal("\n"));

        assertThat(shell.screen()).isEqualToNormalizingNewlines("Ended.\n");
    }

    @Test
    void aStoppedStreamEndsTheLiveNumbers() throws Exception {
        house.add("daq1").ended = true;

        shell.type("tail daq1");

        assertThat(shell.screen()).isEqualToNormalizingNewlines("The stream was stopped.\n");
    }

    @Test
    void anInterruptEndsTheLiveNumbers() throws Exception {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        Tail tail = new Tail(new Terminal(""), new PrintStream(screen, true, UTF_8));

        Thread.currentThread().interrupt();
        tail.show(house.add("daq1"), 5);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(screen.toString(UTF_8)).isEqualToNormalizingNewlines("Interrupted.\n");
    }

    @Test
    void theLatestEventsAreListed() throws Exception {
        journal.events.add(new TextFrame(
                Frame.Kind.DATA, "device_state", "daq1", 1, "{\"timestamp\":\"T\",\"payload\":{\"state\":\"fault\"}}"));

        assertThat(shell.type("events")).isEqualTo("T  device_state  daq1  state=fault");
        assertThat(journal.asked).isEqualTo(StartAt.last(20));
        assertThat(shell.type("events 5")).isEqualTo("No events.");
        assertThat(journal.asked).isEqualTo(StartAt.last(5));
    }

    @Test
    void aRefusalIsOneLine() {
        house.add("daq1");

        refuses("tail no", "there is no device no; jackfield:devices lists those there are");
        refuses("tail daq1 0", "expected a count from 1 on, came 0");
        refuses("events 0", "expected a count from 1 on, came 0");
        refuses("events 20000", "expected at most 10000 events, came 20000");
    }

    private void refuses(String line, String answer) {
        assertThatThrownBy(() -> shell.type(line)).as(line).hasMessage(answer);
    }

    /** Keys of a terminal, which has no position that reading many could ask for. */
    private static final class Terminal extends ByteArrayInputStream {
        private Terminal(String typed) {
            super(typed.getBytes(UTF_8));
        }

        @Override
        public synchronized long skip(long count) {
            throw seek();
        }

        @Override
        public byte[] readNBytes(int count) {
            throw seek();
        }

        private static UncheckedIOException seek() {
            return new UncheckedIOException(new IOException("Illegal seek"));
        }
    }

    /** A journal whose events are told once. */
    private static final class Happenings implements Journal {
        private final Queue<Frame> events = new ArrayDeque<>();
        private @Nullable StartAt asked;

        @Override
        public void record(String event, String subject, Map<String, ? extends @Nullable Object> facts) {}

        @Override
        public FrameReader read(Predicate<Frame> filter, StartAt start, Runnable wake) {
            asked = start;
            return new FrameReader() {
                @Override
                public @Nullable Frame next() {
                    return events.poll();
                }

                @Override
                public long lag() {
                    return events.size();
                }

                @Override
                public void close() {}
            };
        }
    }
}
