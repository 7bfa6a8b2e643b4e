// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jackfield.event.Journal;
import org.jackfield.stream.DeviceStream.Subscription;
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
 * The journal is a stream like any device's, with a hub, numbers and a ring of its own. Concurrent, because the hub
 * is.
 */
@Component
public final class EventJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(EventJournal.class);
    private static final int KEPT = 10_000;
    private static final int EVENT_BYTES = 64 * 1024;
    private static final int BLOCK = 100_000;

    private final ExecutorService disk;
    private final Positions positions;
    private final DeviceHub hub;

    @Activate
    public EventJournal(BundleContext context) throws IOException {
        this(Homes.data(context).resolve("journal"), Clock.systemUTC());
    }

    EventJournal(Path folder, Clock clock) throws IOException {
        disk = Executors.newSingleThreadExecutor(Homes.threads("journal-numbers"));
        positions = Positions.open(folder.resolve("positions"), disk, clock);
        hub = new DeviceHub(
                "journal",
                new DeviceHub.Limits(KEPT, 8L << 20, EVENT_BYTES),
                () -> SequenceNumbers.open(folder.resolve("numbers"), BLOCK, disk),
                positions,
                positions.first(),
                clock);
        hub.open();
    }

    @Override
    public void record(String event, String subject, Map<String, ? extends @Nullable Object> facts) {
        if (!event.matches("[a-z]+(_[a-z]+)+")) {
            throw new IllegalArgumentException("an event is lower-case words with _ between, was '" + event + "'");
        }
        Map<String, Object> told = new LinkedHashMap<>();
        facts.forEach((name, fact) -> {
            if (fact != null) {
                told.put(name, fact);
            }
        });
        try {
            hub.happened(event, subject, told);
        } catch (SampleRefused e) {
            LOG.warn("{} of {} is not in the journal: {}", event, subject, e.getMessage());
        }
    }

    @Override
    public FrameReader read(Predicate<Frame> filter, StartAt start, Runnable wake) {
        Subscription subscription = hub.onFrames(wake); // first: no event may come unheard in between
        return new Filtered(hub.read(start, subscription::close), filter);
    }

    @Deactivate
    void deactivate() {
        hub.close();
        positions.close();
        Homes.end(disk, "the journal's numbers");
    }

    /** Passes over what its reader does not want. */
    private record Filtered(RingCursor cursor, Predicate<Frame> filter) implements FrameReader {
        @Override
        public @Nullable Frame next() {
            EncodedFrame frame = cursor.next();
            while (frame != null && frame.kind() != Frame.Kind.GAP && !filter.test(frame)) {
                frame = cursor.next();
            }
            return frame;
        }

        @Override
        public long lag() {
            return cursor.lag();
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
