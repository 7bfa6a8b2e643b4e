// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jackfield.stream.DevicesReader;
import org.jackfield.stream.Frame;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** Reads many devices; the test says which frames come. */
final class TestReader implements DevicesReader {
    final Map<String, StartAt> starts = new ConcurrentHashMap<>();
    final Map<String, View> views = new ConcurrentHashMap<>();
    volatile boolean closed;
    private final Queue<Frame> frames = new ConcurrentLinkedQueue<>();
    private final Runnable wake;

    TestReader(Runnable wake) {
        this.wake = wake;
    }

    void sample(String deviceId, long position, long sequence, String json) {
        add(new TestFrame(Frame.Kind.DATA, deviceId, position, sequence, json));
    }

    void add(Frame frame) {
        frames.add(frame);
        wake.run();
    }

    @Override
    public void add(String pattern, View view, StartAt start) {
        if (pattern.length() > 200) {
            throw new IllegalArgumentException("a pattern has at most 200 characters");
        }
        starts.put(pattern, start);
        views.put(pattern, view);
    }

    @Override
    public boolean remove(String pattern) {
        return starts.remove(pattern) != null;
    }

    @Override
    public Set<String> patterns() {
        return Set.copyOf(starts.keySet());
    }

    @Override
    public Set<String> deviceIds() {
        return Set.of("pm1");
    }

    @Override
    public Frame next() {
        return frames.poll();
    }

    @Override
    public long lag() {
        return frames.size();
    }

    @Override
    public void close() {
        closed = true;
    }
}
