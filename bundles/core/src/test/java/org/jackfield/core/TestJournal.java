// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.Map;
import java.util.function.Predicate;
import org.jackfield.event.Journal;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameReader;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;

/** A journal that nobody reads. */
final class TestJournal implements Journal {
    static final Journal NONE = new TestJournal();

    private TestJournal() {}

    @Override
    public void record(String event, String subject, Map<String, ? extends @Nullable Object> facts) {}

    @Override
    public FrameReader read(Predicate<Frame> filter, StartAt start, Runnable wake) {
        throw new UnsupportedOperationException("nobody reads here");
    }
}
