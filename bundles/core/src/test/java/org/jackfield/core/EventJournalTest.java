// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventJournalTest {
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

        assertThat(names(all)).containsExactly("device_added pm1 0", "task_started scan 1");
        assertThat(names(tasks)).containsExactly("task_started scan 1");
        assertThat(woken).hasValue(2);
        assertThat(names(journal.read(frame -> true, StartAt.after(0), () -> {})))
                .containsExactly("task_started scan 1");
    }

    @Test
    void anEventIsJsonWithItsSubjectWhateverThatIs() throws Exception {
        EventJournal journal = open();
        FrameReader all = journal.read(frame -> true, StartAt.NOW, () -> {});

        journal.record("driver_rejected", "a\"b\n.jar", Map.of("reason", "no ZIP"));

        JsonNode json = Told.json(java.util.Objects.requireNonNull(all.next()));
        assertThat(json.path("event").asText()).isEqualTo("driver_rejected");
        assertThat(json.path("subject").asText()).isEqualTo("a\"b\n.jar");
        assertThat(json.at("/payload/reason").asText()).isEqualTo("no ZIP");
    }

    @Test
    void numbersGoOnAfterARestart() throws Exception {
        EventJournal first = open();
        first.record("device_added", "pm1", Map.of());
        first.deactivate();

        EventJournal second = open();
        FrameReader reader = second.read(frame -> true, StartAt.after(0), () -> {});
        second.record("device_added", "pm1", Map.of());

        assertThat(names(reader)).containsExactly("device_added pm1 1");
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
