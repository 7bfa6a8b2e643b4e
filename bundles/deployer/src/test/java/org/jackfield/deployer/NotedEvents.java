// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jackfield.event.Journal;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;

/** A journal of which the test sees what is put into it. */
final class NotedEvents implements Journal {
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void record(String event, String subject, Map<String, ? extends @Nullable Object> facts) {
        events.add(event + " " + subject);
    }

    @Override
    public FrameReader read(Predicate<Frame> filter, StartAt start, Runnable wake) {
        throw new UnsupportedOperationException("the deployer reads no journal");
    }
}
