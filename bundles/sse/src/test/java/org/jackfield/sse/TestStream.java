// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/** A device's stream of which the last frames are kept in a list. Guarded by its monitor. */
final class TestStream implements DeviceStream {
    static final int KEPT = 4096;

    /** Where readers wanted to begin, in the order in which they came. */
    final List<StartAt> starts = new CopyOnWriteArrayList<>();

    /** How much of it was wanted. */
    final List<View> views = new CopyOnWriteArrayList<>();

    /** Cursors that have not been closed. */
    final Set<TestCursor> cursors = ConcurrentHashMap.newKeySet();

    private volatile boolean ended;

    final List<Runnable> wakes = new CopyOnWriteArrayList<>();

    /** Thrown by the next cursor that is asked for a frame, or by the next who wants one. */
    volatile RuntimeException fault;

    private final String deviceId;
    private final boolean streams;
    private final List<TestFrame> frames = new ArrayList<>();
    private long base;
    private long sequence;

    TestStream(String deviceId, boolean streams) {
        this.deviceId = deviceId;
        this.streams = streams;
        add(Frame.Kind.STATUS, "{\"state\":\"streaming\"}");
    }

    /** A sample arrives. */
    void sample(String json) {
        synchronized (this) {
            add(Frame.Kind.DATA, json);
            sequence++;
        }
        wakes.forEach(Runnable::run);
    }

    void status(String json) {
        add(Frame.Kind.STATUS, json);
        wakes.forEach(Runnable::run);
    }

    private synchronized void add(Frame.Kind kind, String json) {
        frames.add(new TestFrame(kind, sequence, json));
        if (frames.size() >= 2 * KEPT) {
            frames.subList(0, KEPT).clear();
            base += KEPT;
        }
    }

    synchronized long next() {
        return sequence;
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
                next(),
                0);
    }

    @Override
    public synchronized FrameCursor read(StartAt start) {
        if (fault != null) {
            throw fault;
        }
        starts.add(start);
        TestCursor cursor = start instanceof StartAt.After after
                ? new TestCursor(after.sequence() + 1, true)
                : new TestCursor(0, false);
        cursors.add(cursor);
        return cursor;
    }

    @Override
    public DeviceStream view(View view) {
        if (view.channels().contains("none")) {
            throw new IllegalArgumentException("pm1 has the channels [a, b], not none");
        }
        views.add(view);
        return this;
    }

    @Override
    public Subscription onFrames(Runnable wake) {
        AtomicBoolean open = new AtomicBoolean(true);
        wakes.add(wake);
        return () -> {
            if (!open.compareAndSet(true, false)) {
                throw new IllegalStateException("ended twice");
            }
            wakes.remove(wake);
        };
    }

    /** The stream is stopped for all who read it. */
    void end() {
        ended = true;
        wakes.forEach(Runnable::run);
    }

    final class TestCursor implements FrameCursor {
        private long position;
        private long expected;
        private TestFrame own;

        private TestCursor(long from, boolean resuming) {
            position = base + frames.size();
            expected = resuming ? from : sequence;
            if (resuming) {
                position = base;
                while (position < base + frames.size()
                        && frames.get((int) (position - base)).sequence() < from) {
                    position++;
                }
            } else {
                own = new TestFrame(Frame.Kind.STATUS, sequence, "{\"state\":\"streaming\"}");
            }
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
            synchronized (TestStream.this) {
                TestFrame first = own;
                own = null;
                if (first != null) {
                    return first;
                }
                position = Math.max(position, base);
                if (position == base + frames.size()) {
                    return null;
                }
                TestFrame frame = frames.get((int) (position - base));
                if (frame.sequence() > expected) {
                    String gap = "{\"from\":" + expected + ",\"to\":" + (frame.sequence() - 1) + "}";
                    expected = frame.sequence();
                    return new TestFrame(Frame.Kind.GAP, expected, gap);
                }
                position++;
                expected = frame.kind() == Frame.Kind.DATA ? frame.sequence() + 1 : expected;
                return frame;
            }
        }

        @Override
        public Place place() {
            synchronized (TestStream.this) {
                return own != null || position < base ? null : new Place(position, expected);
            }
        }

        @Override
        public void moveTo(Place place) {
            position = place.position();
            expected = place.sequence();
        }

        @Override
        public long lag() {
            synchronized (TestStream.this) {
                return base + frames.size() - position;
            }
        }

        @Override
        public void close() {
            cursors.remove(this);
        }
    }
}
