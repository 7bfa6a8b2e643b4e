// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** A device's stream of which all frames are kept in the list of all devices' frames, which is the lock as well. */
final class TestStream implements DeviceStream {
    private volatile boolean ended;

    final Set<TestCursor> cursors = ConcurrentHashMap.newKeySet();
    final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    final List<View> views = new CopyOnWriteArrayList<>();

    /** Thrown by the next who wants to read or is read from. */
    volatile RuntimeException fault;

    private final String deviceId;
    private final boolean streams;
    private final List<TestFrame> all;
    private final List<TestFrame> frames = new ArrayList<>();
    private long sequence;

    TestStream(String deviceId, boolean streams, List<TestFrame> all) {
        this.deviceId = deviceId;
        this.streams = streams;
        this.all = all;
    }

    /** A sample arrives. */
    void sample(String payload) {
        synchronized (all) {
            add(
                    Frame.Kind.DATA,
                    "{\"event\":\"device_data\",\"device_id\":\"" + deviceId + "\",\"sequence\":" + sequence
                            + ",\"payload\":" + payload + "}");
            sequence++;
        }
        wakes.forEach(Runnable::run);
    }

    /** Samples get lost. */
    void lose(int count) {
        synchronized (all) {
            sequence += count;
        }
    }

    private void add(Frame.Kind kind, String json) {
        TestFrame frame = new TestFrame(kind, deviceId, sequence, all.size() + 1L, json);
        frames.add(frame);
        all.add(frame);
    }

    @Override
    public String deviceId() {
        return deviceId;
    }

    @Override
    public DeviceInfo info() {
        return new DeviceInfo(
                deviceId,
                "Test",
                "",
                "",
                List.of(),
                streams,
                DeviceState.STREAMING,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                cursors.size(),
                sequence,
                0);
    }

    @Override
    public FrameCursor read(StartAt start) {
        if (fault != null) {
            throw fault;
        }
        synchronized (all) {
            TestCursor cursor = new TestCursor(start);
            cursors.add(cursor);
            return cursor;
        }
    }

    @Override
    public DeviceStream view(View view) {
        if (view.channels().contains("none")) {
            throw new IllegalArgumentException("device " + deviceId + " has no channel none");
        }
        views.add(view);
        return this;
    }

    @Override
    public Subscription onFrames(Runnable wake) {
        wakes.add(wake);
        return () -> wakes.remove(wake);
    }

    /** The stream is stopped for all who read it. */
    void end() {
        ended = true;
        wakes.forEach(Runnable::run);
    }

    final class TestCursor implements FrameCursor {
        private int position;
        private long expected;
        private TestFrame own;

        private TestCursor(StartAt start) {
            position = frames.size();
            expected = sequence;
            if (start instanceof StartAt.After after) {
                expected = after.sequence() + 1;
                while (position > 0 && frames.get(position - 1).sequence() >= expected) {
                    position--;
                }
            } else if (start instanceof StartAt.Last last) {
                position = Math.max(0, position - last.samples());
                expected = position < frames.size() ? frames.get(position).sequence() : expected;
            }
            own = new TestFrame(
                    Frame.Kind.STATUS,
                    deviceId,
                    sequence,
                    all.size(),
                    "{\"event\":\"device_status\",\"device_id\":\"" + deviceId + "\",\"state\":\"streaming\"}");
        }

        @Override
        public boolean hasEnded() {
            return ended;
        }

        @Override
        public Frame next() {
            if (fault != null) {
                throw fault;
            }
            synchronized (all) {
                TestFrame first = own;
                own = null;
                if (first != null || position == frames.size()) {
                    return first;
                }
                TestFrame frame = frames.get(position);
                if (frame.sequence() > expected) {
                    String gap = "{\"event\":\"gap\",\"device_id\":\"" + deviceId + "\",\"from\":" + expected
                            + ",\"to\":" + (frame.sequence() - 1) + ",\"reason\":\"overtaken\"}";
                    expected = frame.sequence();
                    return new TestFrame(Frame.Kind.GAP, deviceId, expected, frame.position() - 1, gap);
                }
                position++;
                expected = frame.sequence() + 1;
                return frame;
            }
        }

        @Override
        public Place place() {
            return own != null ? null : new Place(position, expected);
        }

        @Override
        public void moveTo(Place place) {
            position = (int) place.position();
            expected = place.sequence();
        }

        @Override
        public long lag() {
            synchronized (all) {
                return (long) frames.size() - position;
            }
        }

        @Override
        public void close() {
            if (!cursors.remove(this)) {
                throw new IllegalStateException("closed twice");
            }
        }
    }
}
