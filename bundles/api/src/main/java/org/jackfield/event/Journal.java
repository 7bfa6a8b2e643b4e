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
 * come back; their numbers rise by one, over restarts too.
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
     *
     * @param filter which events; gaps come to everybody
     * @param wake a signal that there may be something to read, and never the reading itself
     */
    FrameReader read(Predicate<Frame> filter, StartAt start, Runnable wake);
}
