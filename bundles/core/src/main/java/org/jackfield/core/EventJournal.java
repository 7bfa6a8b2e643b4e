// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jackfield.event.Journal;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal is a stream like a device's, with numbers and rings of its own, and with a file as one of its readers,
 * so that what has happened is known after a restart. Concurrent, because {@link Happenings} are.
 */
@Component
public final class EventJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(EventJournal.class);
    private static final int KEPT = 10_000;
    private static final long KEPT_BYTES = 8L << 20;
    private static final int BLOCK = 100_000;

    private final Clock clock;
    private final ExecutorService disk;
    private final SequenceNumbers numbers;
    private final Happenings happenings = new Happenings(KEPT, KEPT_BYTES);
    private final Wakes wakes = new Wakes("the journal");
    private final JournalFile file;
    /** What is not in the file yet; the disk's thread reads it. */
    private final FrameReader unwritten;

    private final AtomicBoolean called = new AtomicBoolean();

    @Activate
    public EventJournal(BundleContext context) throws IOException {
        this(Homes.data(context).resolve("journal"), Clock.systemUTC());
    }

    EventJournal(Path folder, Clock clock) throws IOException {
        this.clock = clock;
        file = new JournalFile(Files.createDirectories(folder).resolve("events.ndjson"), KEPT_BYTES);
        NumberFile next = new NumberFile(folder.resolve("numbers"));
        List<JournalFile.Line> before = file.read(KEPT, next.read());
        if (next.read() == 0 && !before.isEmpty()) {
            next.write(before.get(before.size() - 1).sequence() + 1); // somebody has taken it away
        }
        disk = Executors.newSingleThreadExecutor(Homes.threads("journal-disk"));
        numbers = SequenceNumbers.open(next.path(), BLOCK, disk);
        before.forEach(line -> happenings.add(line.event(), line.subject(), line::sequence, line.time(), line.facts()));
        unwritten =
                new JournalReader(happenings, event -> true, happenings.end(), Long.MAX_VALUE, wakes.add(this::call));
        record(Happenings.STARTED, "jackfield", Map.of());
    }

    @Override
    public void record(String event, String subject, Map<String, ? extends @Nullable Object> facts) {
        if (!Happenings.isEvent(event)) {
            throw new IllegalArgumentException("an event is lower-case words with _ between, was '" + event + "'");
        }
        Map<String, Object> told = new LinkedHashMap<>();
        facts.forEach((name, fact) -> {
            if (fact != null) {
                told.put(name, fact);
            }
        });
        try {
            BoundedBuffer payload = Happenings.payload(told);
            if (!happenings.add(event, subject, numbers::next, clock.instant(), payload)) {
                throw new SampleRefused(
                        SampleRefused.Kind.NUMBERS, "no sequence number could be reserved on disk in time");
            }
        } catch (SampleRefused e) {
            LOG.warn("{} of {} is not in the journal: {}", event, subject, e.getMessage());
            return;
        }
        wakes.run();
    }

    private void call() {
        if (!called.compareAndSet(false, true)) {
            return;
        }
        try {
            disk.execute(() -> {
                called.set(false); // first: what comes meanwhile calls again
                file.append(unwritten);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("what happens at the very end is not kept", e);
        }
    }

    @Override
    public FrameReader read(Predicate<Frame> filter, StartAt start, Runnable wake) {
        long end = happenings.end();
        long first = happenings.start(start, filter);
        boolean latest = start instanceof StartAt.Last || start instanceof StartAt.Now;
        // What has come since it was looked for is found as well: a reader begins by looking.
        return new JournalReader(happenings, filter, first, latest ? end : 0, wakes.add(wake));
    }

    @Deactivate
    void deactivate() {
        happenings.close(numbers);
        Homes.end(disk, "the journal");
    }
}
