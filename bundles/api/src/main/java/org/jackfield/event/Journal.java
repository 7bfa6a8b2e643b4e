// SPDX-License-Identifier: Apache-2.0
package org.jackfield.event;

import java.util.Map;
import java.util.function.Predicate;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What happens in the house, in order: devices appear and fail, drivers are swapped, tasks go on. A service.
 *
 * <p>All methods may be called from any thread and return at once. The latest events are kept for readers that
 * come back, over restarts too; their numbers rise by one, and by more after a crash. Those whose name ends in
 * {@code _progress} pass: only the very latest are kept, and none over a restart. Each start of the journal is the event
 * {@code server_started}.
 */
@ProviderType
public interface Journal {
    /**
     * Puts on record that something has happened.
     *
     * @param event what, in a word: {@code device_added}; letters and {@code _}. What comes before the first
     *     {@code _} is what it is about.
     * @param subject whose it is: a device's name, a driver's file, a task's name
     * @param facts more of it, as samples' payloads are
     */
    void record(String event, String subject, Map<String, ? extends @Nullable Object> facts);

    /**
     * Begins to read. A frame's {@link Frame#eventName} is the event, its {@link Frame#deviceId} the subject.
     * {@link StartAt#last} counts events of the filter that do not pass, and begins with what passes from now on.
     *
     * @param filter which events; gaps come to everybody
     * @param wake a signal that there may be something to read, and never the reading itself
     */
    FrameReader read(Predicate<Frame> filter, StartAt start, Runnable wake);
}
