// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jackfield.event.Journal;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;

/** A journal that remembers everything. */
final class Told implements Journal {
    record Event(String event, String subject, Map<String, Object> facts) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void record(String event, String subject, Map<String, ?> facts) {
        events.add(new Event(event, subject, Map.copyOf(facts)));
    }

    @Override
    public FrameReader read(Predicate<Frame> filter, StartAt start, Runnable wake) {
        throw new UnsupportedOperationException("tasks write the journal and do not read it");
    }

    List<String> of(String subject) {
        return events.stream()
                .filter(event -> event.subject().equals(subject))
                .map(Event::event)
                .toList();
    }

    List<Event> named(String name) {
        return events.stream().filter(event -> event.event().equals(name)).toList();
    }

    Event first(String name) {
        Until.holds(name + " is told", () -> !named(name).isEmpty());
        return named(name).get(0);
    }
}
