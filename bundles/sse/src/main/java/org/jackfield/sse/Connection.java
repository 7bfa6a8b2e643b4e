// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.Flushable;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;

/**
 * One client: at most one write under way, and when it is done, whatever has gathered since. What a client
 * costs while it does not read is that one write.
 *
 * <p>Whoever has news calls {@link #pump()}: the writer loop, the container when a write is done, the
 * resource. The counter of calls makes the first of them do the work for all, so that sources are read by
 * one thread at a time and a write that is done at once does not recurse. The queue of single events is its
 * own monitor.
 */
final class Connection implements SseEventSink, Flushable, Outlet.Completion {
    /** Single events that may wait for a client; streams do not pass through here. */
    static final int MAX_QUEUED = 256;

    private final Outlet outlet;
    private final StartAt startAt;
    private final WriterLoop loop;
    private final EventEncoder encoder;
    private final List<Source> sources = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> onEnd = new ConcurrentLinkedQueue<>();
    private final Queue<Queued> queue = new ArrayDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean begun;
    private volatile boolean writing;
    private volatile boolean closing;
    private volatile long lastWrite = System.nanoTime();
    /** The event that the write under way carries; touched by whoever pumps and by its completion. */
    private volatile @Nullable Queued underWay;

    private record Queued(ByteBuffer bytes, CompletableFuture<@Nullable Void> sent) {}

    Connection(Outlet outlet, StartAt startAt, WriterLoop loop, EventEncoder encoder) {
        this.startAt = startAt;
        this.outlet = outlet;
        this.loop = loop;
        this.encoder = encoder;
    }

    /** Where the client wants a stream to begin. */
    StartAt startAt() {
        return startAt;
    }

    WriterLoop loop() {
        return loop;
    }

    /** Adds what this client reads from now on. */
    void read(Source source) {
        sources.add(source);
        if (ended.get()) {
            source.close();
        }
        pump();
    }

    /** Has {@code action} called once when the client is gone; at once if it is already. */
    void onEnd(Runnable action) {
        onEnd.add(action);
        if (ended.get()) {
            tellEnd();
        }
    }

    /** Commits the headers: the client is to know that it is connected before anything happens. */
    @Override
    public void flush() {
        if (!begun) {
            begun = true;
            loop.add(this);
            enqueue(ByteBuffer.allocate(0));
        }
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
        if (isClosed()) {
            throw new IllegalStateException("the client is gone");
        }
        CompletionStage<?> sent = enqueue(ByteBuffer.wrap(encoder.encode(event)));
        flush();
        return sent;
    }

    /** Sends these bytes when what is before them has been sent. */
    CompletionStage<?> enqueue(ByteBuffer bytes) {
        Queued queued = new Queued(bytes, new CompletableFuture<>());
        boolean taken;
        synchronized (queue) {
            taken = queue.size() < MAX_QUEUED && queue.add(queued);
        }
        if (!taken) {
            queued.sent.completeExceptionally(new IllegalStateException(
                    "at most " + MAX_QUEUED + " single events may wait for a client, this one has as many"));
        }
        pump();
        return queued.sent;
    }

    /** Writes what there is, unless a write is under way. */
    void pump() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            while (begun && !writing && !ended.get() && writeNext()) {}
            seen = calls.addAndGet(-seen);
        } while (seen != 0);
    }

    private boolean writeNext() {
        Queued queued;
        synchronized (queue) {
            queued = queue.poll();
        }
        ByteBuffer bytes = queued == null ? fromSources() : queued.bytes.duplicate();
        if (bytes == null) {
            if (closing) {
                end(null);
            }
            return false;
        }
        underWay = queued;
        lastWrite = System.nanoTime();
        writing = true;
        outlet.write(bytes, this);
        return true;
    }

    private @Nullable ByteBuffer fromSources() {
        if (closing) {
            return null;
        }
        for (Source source : sources) {
            ByteBuffer bytes = source.next();
            if (bytes != null) {
                return bytes;
            }
        }
        return null;
    }

    @Override
    public void written() {
        Queued done = underWay;
        underWay = null;
        writing = false;
        if (done != null) {
            done.sent.complete(null);
        }
        pump();
    }

    @Override
    public void failed(Throwable cause) {
        end(cause);
    }

    /** How long nothing has been sent; how long a write has been under way if one is. */
    long silentNanos(long now) {
        return now - lastWrite;
    }

    boolean isWriting() {
        return writing;
    }

    @Override
    public boolean isClosed() {
        return ended.get() || closing;
    }

    /** Ends the stream when what was sent before has been written. */
    @Override
    public void close() {
        closing = true;
        begun = true;
        pump();
    }

    /** Ends the stream now, whatever is under way; the once-only meeting place of all ways to end. */
    void end(@Nullable Throwable cause) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        loop.remove(this);
        sources.forEach(Source::close);
        tellEnd();
        failQueued(cause);
        outlet.end();
    }

    private void tellEnd() {
        for (Runnable action = onEnd.poll(); action != null; action = onEnd.poll()) {
            action.run();
        }
    }

    private void failQueued(@Nullable Throwable cause) {
        IllegalStateException gone = new IllegalStateException("the client is gone", cause);
        Queued current = underWay;
        if (current != null) {
            current.sent.completeExceptionally(gone);
        }
        synchronized (queue) {
            queue.forEach(queued -> queued.sent.completeExceptionally(gone));
            queue.clear();
        }
    }
}
