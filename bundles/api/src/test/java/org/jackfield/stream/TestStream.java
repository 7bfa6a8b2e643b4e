// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A stream that keeps the last few of its samples, which are nothing but numbers. Guarded by its monitor. */
final class TestStream implements DeviceStream {
    static final String ID = "pm1";

    final AtomicInteger readers = new AtomicInteger();
    final List<Runnable> wakes = new CopyOnWriteArrayList<>();

    /** Thrown by what is called next. */
    volatile RuntimeException fault;

    private volatile boolean stopped;
    private final int kept;
    private long produced;

    TestStream(int kept) {
        this.kept = kept;
    }

    /** A sample arrives. */
    void append() {
        synchronized (this) {
            produced++;
        }
        wake();
    }

    void stop() {
        stopped = true;
        wake();
    }

    void wake() {
        wakes.forEach(Runnable::run);
    }

    @Override
    public synchronized FrameCursor read(StartAt start) {
        check();
        readers.incrementAndGet();
        return new Cursor(start instanceof StartAt.After after ? after.sequence() + 1 : produced);
    }

    private void check() {
        RuntimeException thrown = fault;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public Subscription onFrames(Runnable wake) {
        wakes.add(wake);
        return () -> wakes.remove(wake);
    }

    @Override
    public String deviceId() {
        return ID;
    }

    @Override
    public DeviceInfo info() {
        throw new UnsupportedOperationException("nobody asks this stream");
    }

    @Override
    public DeviceStream view(View view) {
        throw new UnsupportedOperationException("this stream has nothing to leave out");
    }

    private final class Cursor implements FrameCursor {
        private long next;
        private boolean closed;
        private final AtomicInteger inside = new AtomicInteger();

        Cursor(long next) {
            this.next = next;
        }

        @Override
        public Frame next() {
            if (inside.getAndIncrement() != 0) {
                throw new IllegalStateException("two threads read at once");
            }
            try {
                return found();
            } finally {
                inside.decrementAndGet();
            }
        }

        private Frame found() {
            check();
            synchronized (TestStream.this) {
                if (closed) {
                    throw new IllegalStateException("read from after it was closed");
                }
                long oldest = Math.max(0, produced - kept);
                if (next < oldest) {
                    Frame gap = new TestFrame(Frame.Kind.GAP, ID, next, oldest);
                    next = oldest;
                    return gap;
                }
                return next == produced ? null : new TestFrame(Frame.Kind.DATA, ID, next, next++);
            }
        }

        @Override
        public boolean hasEnded() {
            return stopped;
        }

        @Override
        public Place place() {
            return new Place(next, next);
        }

        @Override
        public void moveTo(Place place) {
            next = place.sequence();
        }

        @Override
        public long lag() {
            synchronized (TestStream.this) {
                return produced - next;
            }
        }

        @Override
        public void close() {
            if (inside.get() != 0) {
                throw new IllegalStateException("closed while another thread reads");
            }
            synchronized (TestStream.this) {
                if (closed) {
                    throw new IllegalStateException("closed twice");
                }
                closed = true;
            }
            readers.decrementAndGet();
        }
    }
}
