// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.io.IOException;
import java.util.StringJoiner;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.jackfield.event.Journal;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What devices measure and what happens in the house, for who sits at a Gogo shell. Gogo finds the commands by the
 * properties and calls the methods of their names. Stateless.
 */
@Component(
        service = StreamCommands.class,
        property = {"osgi.command.scope=jackfield", "osgi.command.function=tail", "osgi.command.function=events"})
public final class StreamCommands {
    private static final int USUAL_EVENTS = 20;
    private static final int MOST_EVENTS = 10_000;

    private final DeviceStreams streams;
    private final Journal journal;

    @Activate
    public StreamCommands(@Reference DeviceStreams streams, @Reference Journal journal) {
        this.streams = streams;
        this.journal = journal;
    }

    /** {@code jackfield:tail daq1}: its samples, at most ten a second, until Enter is pressed. */
    @Descriptor("a device's samples, at most ten a second, until Enter is pressed")
    public void tail(CommandSession session, @Descriptor("the device") String id) throws IOException {
        show(session, id, Long.MAX_VALUE);
    }

    /** {@code jackfield:tail daq1 20}: no more than so many. */
    @Descriptor("a device's next samples")
    public void tail(CommandSession session, @Descriptor("the device") String id, @Descriptor("how many") int count)
            throws IOException {
        show(session, id, atLeastOne(count));
    }

    /** {@code jackfield:events}: the latest. */
    @Descriptor("what has happened in the house, the latest")
    public String events() {
        return events(USUAL_EVENTS);
    }

    /** {@code jackfield:events 100}: so many of the latest. */
    @Descriptor("so much of what has happened")
    public String events(@Descriptor("how many") int count) {
        if (count > MOST_EVENTS) {
            throw new IllegalArgumentException("expected at most " + MOST_EVENTS + " events, came " + count);
        }
        StringJoiner lines = new StringJoiner("\n").setEmptyValue("No events.");
        try (FrameReader reader = journal.read(event -> true, StartAt.last(atLeastOne(count)), () -> {})) {
            int left = count;
            for (Frame event = reader.next(); event != null && left > 0; event = reader.next()) {
                if (event.kind() == Frame.Kind.DATA) {
                    lines.add(FrameText.happening(event));
                    left--;
                }
            }
        }
        return lines.toString();
    }

    private void show(CommandSession session, String id, long count) throws IOException {
        DeviceStream stream = streams.find(id).orElseThrow(() -> KnownDevices.unknown(id));
        new Tail(session.getKeyboard(), session.getConsole()).show(stream, count);
    }

    private static int atLeastOne(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected a count from 1 on, came " + count);
        }
        return count;
    }
}
