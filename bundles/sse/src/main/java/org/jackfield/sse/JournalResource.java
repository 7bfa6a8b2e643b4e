// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.function.Predicate;
import org.jackfield.event.Journal;
import org.jackfield.stream.Frame;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;
import org.jackfield.web.Refusal;

/**
 * {@code /stream/events}, {@code /stream/tasks} and {@code /stream/tasks/{id}}: what happens in the house, so that
 * nobody has to poll. A task that is not there yet is told of once it is.
 */
@Path("")
public final class JournalResource {
    private static final String OF_TASKS = "task_";

    private final Journal journal;

    JournalResource(Journal journal) {
        this.journal = journal;
    }

    @GET
    @Path("events")
    public void events(@Context SseEventSink sink) {
        stream(frame -> true, sink);
    }

    @GET
    @Path("tasks")
    public void tasks(@Context SseEventSink sink) {
        stream(frame -> frame.eventName().startsWith(OF_TASKS), sink);
    }

    @GET
    @Path("tasks/{id}")
    public void task(@PathParam("id") String id, @Context SseEventSink sink) {
        stream(frame -> frame.deviceId().equals(id) && frame.eventName().startsWith(OF_TASKS), sink);
    }

    private void stream(Predicate<Frame> filter, SseEventSink sink) {
        Connection client = (Connection) sink;
        if (!client.asked().view().equals(View.WHOLE)) {
            throw new Refusal(
                    400, "InvalidRequest", "maxRate, every, deadband, channels and points are for devices' streams");
        }
        StartAt start = client.asked().startAt(StartAt::after);
        client.read(new WokenSource<>(
                client, Naming.HAPPENINGS, wake -> journal.read(filter, start, wake), reader -> List.of()));
    }
}
