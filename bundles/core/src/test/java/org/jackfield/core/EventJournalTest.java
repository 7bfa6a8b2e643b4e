// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class EventJournalTest {
    private static final String FILE = "journal/events.ndjson";

    @TempDir
    Path folder;

    private final List<EventJournal> opened = new ArrayList<>();

    private EventJournal open() throws Exception {
        EventJournal journal = new EventJournal(folder.resolve("journal"), TestStream.CLOCK);
        opened.add(journal);
        return journal;
    }

    @AfterEach
    void close() {
        opened.forEach(EventJournal::deactivate);
    }

    private static FrameReader from(EventJournal journal, StartAt start) {
        return journal.read(frame -> true, start, () -> {});
    }

    private static List<String> names(FrameReader reader) {
        List<String> names = new ArrayList<>();
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
            names.add(frame.eventName() + " " + frame.deviceId() + " " + frame.sequence());
        }
        return names;
    }

    @Test
    void whatHappensIsReadInOrderByThoseWhoWantIt() throws Exception {
        EventJournal journal = open();
        AtomicInteger woken = new AtomicInteger();
        FrameReader all = journal.read(frame -> true, StartAt.NOW, woken::incrementAndGet);
        FrameReader tasks = journal.read(frame -> frame.eventName().startsWith("task_"), StartAt.NOW, () -> {});

        journal.record("device_added", "pm1", Map.of());
        journal.record("task_started", "scan", Map.of("type", "Sweep"));

        assertThat(names(all)).containsExactly("device_added pm1 1", "task_started scan 2");
        assertThat(names(tasks)).containsExactly("task_started scan 2");
        assertThat(woken).hasValue(2);
        assertThat(names(from(journal, StartAt.after(1)))).containsExactly("task_started scan 2");
    }

    @Test
    void anEventIsJsonWithItsSubjectWhateverThatIs() throws Exception {
        EventJournal journal = open();
        FrameReader all = journal.read(frame -> true, StartAt.NOW, () -> {});

        journal.record("driver_rejected", "a\"b\n.jar", Map.of("reason", "no ZIP"));

        JsonNode json = Told.json(requireNonNull(all.next()));
        assertThat(json.path("event").asText()).isEqualTo("driver_rejected");
        assertThat(json.path("subject").asText()).isEqualTo("a\"b\n.jar");
        assertThat(json.at("/payload/reason").asText()).isEqualTo("no ZIP");
    }

    @Test
    void afterARestartItGoesOnWhereItWas() throws Exception {
        EventJournal first = open();
        first.record("device_added", "pm1", Map.of("type", "a \"quoted\" name"));
        first.record("device_error", "pm1", Map.of());
        JsonNode told = Told.json(requireNonNull(from(first, StartAt.after(0)).next()));
        first.deactivate();

        EventJournal second = open();
        FrameReader reader = from(second, StartAt.after(1));
        second.record("device_added", "pm1", Map.of());

        assertThat(names(reader))
                .containsExactly("device_error pm1 2", "server_started jackfield 3", "device_added pm1 4");
        FrameReader devices = second.read(frame -> frame.eventName().startsWith("device_"), StartAt.last(3), () -> {});
        assertThat(devices.lag()).isEqualTo(4);
        assertThat(Told.json(requireNonNull(devices.next()))).isEqualTo(told);
        assertThat(names(devices)).containsExactly("device_error pm1 2", "device_added pm1 4");
        assertThat(names(from(second, StartAt.since(TestStream.CLOCK.instant()))))
                .hasSize(5);
        assertThat(names(from(second, StartAt.since(TestStream.CLOCK.instant().plusMillis(1)))))
                .isEmpty();
        assertThat(names(from(second, StartAt.after(Long.MAX_VALUE)))).isEmpty();
        assertThat(names(from(second, StartAt.after(Long.MIN_VALUE)))).hasSize(5);
    }

    @Test
    void whatACrashHasTakenAlongIsToldAsAGap() throws Exception {
        EventJournal first = open();
        first.record("device_added", "pm1", Map.of());
        first.deactivate();
        Files.writeString(folder.resolve(FILE), "\n{\"event\":\"device_err", StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("journal/numbers"), "100"); // as it was reserved

        EventJournal second = open();
        second.record("device_added", "pm2", Map.of());
        assertThat(names(from(second, StartAt.after(0))))
                .containsExactly(
                        "device_added pm1 1",
                        "gap journal 100",
                        "server_started jackfield 100",
                        "device_added pm2 101");
        second.deactivate();

        assertThat(names(from(open(), StartAt.after(100))))
                .containsExactly("device_added pm2 101", "server_started jackfield 102");
    }

    private static void progress(EventJournal journal, int times) {
        for (int i = 0; i < times; i++) {
            journal.record("task_progress", "scan", Map.of("fraction", i / (double) times));
        }
    }

    @Test
    void whatPassesDoesNotPushOutWhatLasts() throws Exception {
        EventJournal journal = open();
        journal.record("task_started", "scan", Map.of());
        progress(journal, 5_000);
        journal.record("device_error", "pm1", Map.of());

        assertThat(names(from(journal, StartAt.after(-1))))
                .startsWith("server_started jackfield 0", "task_started scan 1", "gap journal 3002")
                .endsWith("task_progress scan 5001", "device_error pm1 5002")
                .hasSize(3 + 2_000 + 1);
        FrameReader scan = journal.read(frame -> frame.deviceId().equals("scan"), StartAt.last(1), () -> {});
        assertThat(names(scan)).containsExactly("task_started scan 1");
        progress(journal, 1);
        assertThat(names(scan)).containsExactly("task_progress scan 5003");
        assertThat(names(from(journal, StartAt.since(TestStream.CLOCK.instant()))))
                .hasSize(2 + 1 + 2_000 + 1);
        journal.deactivate();

        assertThat(names(from(open(), StartAt.after(1))))
                .containsExactly(
                        "gap journal 5002",
                        "device_error pm1 5002",
                        "gap journal 5004",
                        "server_started jackfield 5004");
    }

    @Test
    void whatIsMissingBetweenTwoEventsThatAreWantedIsOneGap() throws Exception {
        EventJournal journal = open();
        progress(journal, 3_000);
        journal.record("device_error", "pm1", Map.of());
        progress(journal, 3_000);
        journal.record("device_error", "pm2", Map.of());

        FrameReader reader = journal.read(frame -> frame.deviceId().equals("pm2"), StartAt.after(0), () -> {});
        JsonNode gap = Told.json(requireNonNull(reader.next()));
        assertThat(gap.path("from").asLong()).isEqualTo(1);
        assertThat(gap.path("to").asLong()).isEqualTo(4001);
        assertThat(gap.path("reason").asText()).isEqualTo("expired");
        assertThat(names(reader)).containsExactly("device_error pm2 6002");
    }

    @Test
    void whateverHappensMeanwhileEachNumberIsReadOnceOrIsMissed() throws Exception {
        EventJournal journal = open();
        FrameReader reader = from(journal, StartAt.after(-1));
        int many = 20_000;
        CompletableFuture<Void> all = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> progress(journal, many)), CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < many; i++) {
                        journal.record("device_error", "pm1", Map.of());
                    }
                }));
        long expected = 0;
        while (expected <= 2L * many) {
            Frame frame = reader.next();
            if (frame != null && frame.kind() == Frame.Kind.GAP) {
                assertThat(Told.json(frame).path("from").asLong()).isEqualTo(expected);
                expected = frame.sequence();
            } else if (frame != null) {
                assertThat(frame.sequence()).isEqualTo(expected++);
            }
        }
        all.get();
        assertThat(reader.next()).isNull();
        assertThat(reader.lag()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Device Added|2|2026-03-01T12:00:00Z|{}",
                "device_added|2|yesterday|{}",
                "device_added|2|+20000-03-01T12:00:00Z|{}",
                "device_added|7|2026-03-01T12:00:00Z|{}",
                "device_added|1|2026-03-01T12:00:00Z|{}",
                "device_added|-1|2026-03-01T12:00:00Z|{}",
                "device_added|\"2\"|2026-03-01T12:00:00Z|{}",
                "device_added|2|2026-03-01T12:00:00Z|3",
                "device_added|2|2026-03-01T12:00:00Z|{",
                "device_added|2|2026-03-01T12:00:00Z|{\"a\":\"\\ud800\"}",
            })
    void aLineThatIsNoEventInOrderIsLeftOut(String event, String sequence, String time, String facts) throws Exception {
        EventJournal first = open();
        first.record("device_added", "pm1", Map.of());
        first.deactivate();
        String line = "\n{\"event\":\"%s\",\"subject\":\"pm1\",\"sequence\":%s,\"timestamp\":\"%s\",\"payload\":%s}\n";
        Files.writeString(
                folder.resolve(FILE), line.formatted(event, sequence, time, facts), StandardOpenOption.APPEND);

        assertThat(names(from(open(), StartAt.after(0))))
                .containsExactly("device_added pm1 1", "server_started jackfield 2");
    }

    @Test
    void whereTheNumbersAreLostTheyBeginAboveAllThatIsKnown() throws Exception {
        EventJournal first = open();
        first.record("device_added", "pm1", Map.of());
        first.deactivate();
        Files.delete(folder.resolve("journal/numbers"));

        assertThat(names(from(open(), StartAt.after(0))))
                .containsExactly("device_added pm1 1", "server_started jackfield 2");
    }

    @Test
    void ofTwoWithOneNumberTheLaterIsRight() throws Exception {
        EventJournal first = open();
        for (int i = 0; i < 5; i++) {
            first.record("device_added", "pm1", Map.of());
        }
        first.deactivate();
        Files.writeString(folder.resolve("journal/numbers"), "2"); // from a backup
        EventJournal second = open();
        second.record("device_error", "pm1", Map.of());
        second.deactivate();

        assertThat(names(from(open(), StartAt.after(-1))))
                .containsExactly(
                        "server_started jackfield 0",
                        "device_added pm1 1",
                        "server_started jackfield 2",
                        "device_error pm1 3",
                        "server_started jackfield 4");
    }

    @Test
    void aFileThatCannotBeKeptKeepsNobodyFromHearing() throws Exception {
        Files.createDirectories(folder.resolve(FILE).resolve("in the way"));
        EventJournal journal = open();
        journal.record("device_added", "pm1", Map.of());

        assertThat(names(from(journal, StartAt.after(0)))).containsExactly("device_added pm1 1");
    }

    @Test
    void aFullFileBecomesTheEarlierOfTwo() throws Exception {
        EventJournal journal = open();
        FrameReader reader = from(journal, StartAt.NOW);
        Path path = folder.resolve("events");
        JournalFile file = new JournalFile(path, 500);
        for (int i = 1; i <= 30; i++) {
            journal.record("device_added", "pm1", Map.of());
            file.append(reader);
        }

        assertThat(Files.size(path)).isBetween(1L, 500L);
        assertThat(Files.size(folder.resolve("events.1"))).isBetween(1L, 500L);
        List<Long> read =
                file.read(1000, 31).stream().map(JournalFile.Line::sequence).toList();
        assertThat(read)
                .hasSizeBetween(4, 10)
                .isEqualTo(LongStream.rangeClosed(31 - read.size(), 30).boxed().toList());
        assertThat(file.read(2, 31)).hasSize(2);
    }

    @Test
    void whatIsNoEventIsRefusedAndWhatCannotBeWrittenLeftOut() throws Exception {
        EventJournal journal = open();
        FrameReader all = journal.read(frame -> true, StartAt.NOW, () -> {});

        assertThatThrownBy(() -> journal.record("Device Added", "pm1", Map.of()))
                .hasMessageContaining("lower-case words");
        journal.record("device_odd", "pm1", Map.of("thread", Thread.currentThread()));

        assertThat(all.next()).isNull();
    }
}
