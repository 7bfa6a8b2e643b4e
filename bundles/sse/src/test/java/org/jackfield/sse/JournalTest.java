// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jackfield.event.Journal;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JournalTest {
    private final TestJournal journal = new TestJournal();
    private TestServer server;

    /** A journal of which the test says what is in it. */
    private static final class TestJournal implements Journal {
        final List<StartAt> starts = new CopyOnWriteArrayList<>();
        private final List<Reader> readers = new CopyOnWriteArrayList<>();
        private long sequence;

        private record Reader(Predicate<Frame> filter, TestReader frames) {}

        private record Happening(String event, String subject, long sequence, TestFrame frame) implements Frame {
            @Override
            public String eventName() {
                return event;
            }

            @Override
            public String deviceId() {
                return subject;
            }

            @Override
            public Kind kind() {
                return Kind.DATA;
            }

            @Override
            public long position() {
                return 1000 + sequence;
            }

            @Override
            public int payloadOffset() {
                return frame.payloadOffset();
            }

            @Override
            public int length() {
                return frame.length();
            }

            @Override
            public void copyTo(byte[] target, int offset) {
                frame.copyTo(target, offset);
            }
        }

        @Override
        public void record(String event, String subject, Map<String, ?> facts) {
            TestFrame json = new TestFrame(Frame.Kind.DATA, sequence, "{\"payload\":" + facts.size() + "}");
            Frame frame = new Happening(event, subject, sequence++, json);
            for (Reader reader : readers) {
                if (reader.filter.test(frame)) {
                    reader.frames.add(frame);
                }
            }
        }

        @Override
        public FrameReader read(Predicate<Frame> filter, StartAt start, Runnable wake) {
            TestReader frames = new TestReader(wake);
            starts.add(start);
            readers.add(new Reader(filter, frames));
            return frames;
        }

        List<Boolean> closed() {
            List<Boolean> closed = new ArrayList<>();
            readers.forEach(reader -> closed.add(reader.frames.closed));
            return closed;
        }
    }

    @BeforeEach
    void open() throws Exception {
        server = new TestServer(Way.JETTY, TestServer.PATIENT, new JournalResource(journal));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private TestClient connect(String path, String... headers) throws Exception {
        int before = journal.readers.size();
        TestClient client = server.connect(path, headers);
        Eventually.hold("the journal is read", () -> journal.readers.size() > before);
        return client;
    }

    @Test
    void everyHappeningIsAnEventOfItsNameAndNumber() throws Exception {
        try (TestClient client = connect("/stream/events")) {
            journal.record("device_added", "pm1", Map.of());
            journal.record("task_started", "scan", Map.of());

            assertThat(client.until("id: 1\r\nevent: task_started\r\n"))
                    .startsWith("id: 0\r\nevent: device_added\r\ndata: {\"payload\":0}\r\n\r\n");
        }
    }

    @Test
    void tasksAreReadAllTogetherOrOneAlone() throws Exception {
        try (TestClient all = connect("/stream/tasks?format=ndjson");
                TestClient one = connect("/stream/tasks/scan?format=ndjson")) {
            journal.record("device_added", "scan", Map.of());
            journal.record("task_started", "other", Map.of("a", 1));
            journal.record("task_started", "scan", Map.of("a", 1, "b", 2));

            assertThat(all.until("\n")).startsWith("{\"payload\":1}\n");
            assertThat(one.until("\n")).isEqualTo("{\"payload\":2}\n");
        }
    }

    @Test
    void whoeverComesBackGoesOnBehindWhatItHas() throws Exception {
        try (TestClient client = connect("/stream/events", "Last-Event-ID: 41")) {
            assertThat(journal.starts).containsExactly(StartAt.after(41));
            assertThat(client.head()).startsWith("HTTP/1.1 200");
        }
        Eventually.hold("the reader is closed", () -> {
            journal.record("device_added", "pm1", Map.of());
            return journal.closed().equals(List.of(true));
        });
    }

    @Test
    void lessOfItIsNotToBeHad() throws Exception {
        try (TestClient client = server.connect("/stream/events?every=3")) {
            assertThat(client.head()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void aStreamThatIsStoppedEndsForItsReaders() throws Exception {
        TestStream stream = server.streams.add("pm7");
        try (TestClient client = server.connect("/stream/devices/pm7")) {
            client.until("\r\n\r\n");

            stream.end();

            assertThat(client.rest()).isEmpty();
        }
    }
}
