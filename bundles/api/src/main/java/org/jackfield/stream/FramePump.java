// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Leads the frames of one cursor to one subscriber, as many as it asks for, by the rules of Reactive Streams.
 *
 * <p>The cursor and the subscriber belong to whoever has brought the state to {@link State#RUNNING}. Every change of
 * the state both reads and writes it, also where it stays what it was: so what was done before a wake is seen by the
 * turn that the wake is left to.
 */
final class FramePump implements Flow.Subscription, Runnable {
    /** Frames after which others who share the executor have their turn. */
    static final int TURN = 256;

    private enum State {
        /** Nothing to do until a wake. */
        IDLE,
        /** The executor has been asked, or will be by {@link #start()}. */
        QUEUED,
        /** A thread reads. */
        RUNNING,
        /** A thread reads, and has to look again before it stops. */
        CALLED,
        /** The cursor is closed, or being closed by who came here; there is no way out. */
        ENDED
    }

    private final Executor executor;
    private final Flow.Subscriber<? super Frame> subscriber;
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
    private final AtomicLong requested = new AtomicLong();
    /** The first that went wrong. */
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private volatile boolean cancelled;

    /** These are written before the start, while running, and at the end. */
    private @Nullable FrameCursor cursor;

    private @Nullable Subscription frames;
    private String deviceId = "";
    private boolean subscribed;

    FramePump(Executor executor, Flow.Subscriber<? super Frame> subscriber) {
        this.executor = executor;
        this.subscriber = subscriber;
    }

    /** Takes the place from which it is read; once, before the start. */
    void open(DeviceStream stream, StartAt start) {
        FrameCursor opened = stream.read(start);
        try {
            frames = stream.onFrames(this::appended); // what came before it is found by the first turn
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        cursor = opened;
        deviceId = stream.deviceId();
    }

    /** Has the first turn made. */
    void start() {
        submit();
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            fail(new IllegalArgumentException("expected a request of at least 1 frame, came " + count));
        } else {
            requested.getAndAccumulate(count, (known, more) -> known + more < 0 ? Long.MAX_VALUE : known + more);
        }
        wake();
    }

    /** What ends it, told in the next turn. */
    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    @Override
    public void cancel() {
        cancelled = true;
        State before = state.getAndUpdate(now -> switch (now) {
            case IDLE, QUEUED, ENDED -> State.ENDED; // an executor that was shut down makes no turn any more
            case RUNNING, CALLED -> State.CALLED;
        });
        if (before == State.IDLE || before == State.QUEUED) {
            close();
        }
    }

    private void appended() {
        if (requested.get() != 0) { // else it is found when some are requested
            wake();
        }
    }

    private void wake() {
        State before = state.getAndUpdate(now -> switch (now) {
            case IDLE -> State.QUEUED;
            case RUNNING -> State.CALLED;
            case QUEUED, CALLED, ENDED -> now;
        });
        if (before == State.IDLE) {
            submit();
        }
    }

    private void submit() {
        try {
            executor.execute(this);
        } catch (RuntimeException e) { // it is the driver's thread, perhaps: neither its failure nor where to tell it
            fail(e);
            ForkJoinPool.commonPool().execute(this);
        }
    }

    @Override
    public void run() {
        if (!state.compareAndSet(State.QUEUED, State.RUNNING)) {
            return;
        }
        try {
            turn();
        } catch (Throwable e) { // of the subscriber, which may not throw, or of closing
            cancelled = true;
            end();
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private void turn() {
        if (!subscribed) {
            subscribed = true;
            subscriber.onSubscribe(this);
        }
        int left = TURN;
        while (left > 0) {
            if (hasEnded()) {
                return;
            }
            Frame frame = next();
            if (frame != null) {
                left--;
                subscriber.onNext(frame);
            } else if (failure.get() == null && state.compareAndSet(State.RUNNING, State.IDLE)) {
                return;
            } else {
                state.getAndSet(State.RUNNING);
            }
        }
        state.getAndSet(State.QUEUED);
        if (cancelled) { // while running; from here on it may be closed
            cancel();
        } else {
            submit();
        }
    }

    /** What the subscriber is to be given, or null if there is nothing, it wants nothing, or reading has failed. */
    private @Nullable Frame next() {
        FrameCursor reading = cursor;
        if (reading == null || requested.get() == 0) {
            return null;
        }
        try {
            boolean ended = reading.hasEnded(); // before the look: what came until then is read
            Frame frame = reading.next();
            if (frame == null && ended) {
                fail(new StreamEndedException(deviceId));
            } else if (frame != null) {
                requested.getAndUpdate(count -> count == Long.MAX_VALUE ? count : count - 1);
            }
            return frame;
        } catch (Throwable e) {
            fail(e);
            return null;
        }
    }

    /** Closes what is over, and says why unless the subscriber has wanted it. */
    private boolean hasEnded() {
        if (cancelled) {
            end();
            return true;
        }
        Throwable cause = failure.get();
        if (cause == null) {
            return false;
        }
        boolean opened = cursor != null;
        cancelled = true;
        end();
        if (opened && (cause instanceof DeviceGoneException || cause instanceof StreamEndedException)) {
            subscriber.onComplete();
        } else {
            subscriber.onError(cause);
        }
        return true;
    }

    private void end() {
        state.getAndSet(State.ENDED);
        close();
    }

    private void close() {
        Subscription waking = frames;
        frames = null;
        FrameCursor reading = cursor;
        cursor = null;
        try (reading) {
            if (waking != null) {
                waking.close();
            }
        }
    }
}
