// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.Flushable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jackfield.stream.StreamClient;
import org.jackfield.web.read.Visit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: at most one write under way, and when it is done, whatever has gathered since. What a client
 * costs while it does not read is that one write.
 *
 * <p>Whoever has news calls {@link #pump()}: the writer loop, the container when a write is done, the
 * resource. The counter of calls makes the first of them do the work for all, so that sources are read by
 * one thread at a time and a write that is done at once does not recurse. There are thousands of these, most of
 * them idle: what they hold is part of what a client costs.
 */
final class Connection implements SseEventSink, Flushable, Outlet.Completion {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final AtomicIntegerFieldUpdater<Connection> CALLS =
            AtomicIntegerFieldUpdater.newUpdater(Connection.class, "calls");

    private static final AtomicReferenceFieldUpdater<Connection, End> ENDED =
            AtomicReferenceFieldUpdater.newUpdater(Connection.class, End.class, "ended");

    private final Outlet outlet;
    private final Asked asked;
    private final Visit visit;
    private final WriterLoop loop;
    private final EventEncoder encoder;
    private final EventQueue queue = new EventQueue();

    private volatile List<Source> sources = List.of();
    /** Who is to hear of the end; null once they have. Guarded by the monitor, as changes of the sources are. */
    private @Nullable List<Consumer<Optional<Throwable>>> onEnd = List.of();

    @SuppressWarnings("unused") // by its name
    private volatile int calls;

    private volatile @Nullable End ended;

    private volatile boolean begun;
    private volatile boolean writing;
    private volatile boolean closing;
    private volatile long lastWrite = System.nanoTime();
    /** The event that the write under way carries; touched by whoever pumps and by its completion. */
    private volatile EventQueue.@Nullable Event underWay;

    /** What a stream has ended of; empty if it was ended in good order. */
    private record End(Optional<Throwable> cause) {}

    Connection(Outlet outlet, Asked asked, Visit visit, WriterLoop loop, EventEncoder encoder) {
        this.asked = asked;
        this.visit = visit;
        this.outlet = outlet;
        this.loop = loop;
        this.encoder = encoder;
    }

    /** What the client wants. */
    Asked asked() {
        return asked;
    }

    WriterLoop loop() {
        return loop;
    }

    Visit visit() {
        return visit;
    }

    /** How it is seen now; one asks at a time. */
    StreamClient seen() {
        return visit.look(
                this::pump,
                () -> sources.stream()
                        .flatMap(source -> source.devices().stream())
                        .toList(),
                () -> sources.stream().mapToLong(Source::lag).sum());
    }

    /** Adds what this client reads from now on. */
    void read(Source source) {
        synchronized (this) {
            List<Source> more = new ArrayList<>(sources);
            more.add(source);
            sources = List.copyOf(more);
        }
        if (closing) {
            source.finish();
        }
        if (hasEnded()) {
            source.close();
        }
        pump();
    }

    /**
     * Has {@code action} called once when the client is gone; at once if it is already.
     *
     * @param action is given what went wrong if something did
     */
    void onEnd(Consumer<Optional<Throwable>> action) {
        synchronized (this) {
            List<Consumer<Optional<Throwable>>> known = onEnd;
            if (known != null) {
                List<Consumer<Optional<Throwable>>> more = new ArrayList<>(known);
                more.add(action);
                onEnd = List.copyOf(more);
                return;
            }
        }
        End end = Objects.requireNonNull(ended); // or they would not have heard
        Attempt.run(() -> action.accept(end.cause()));
    }

    /** Commits the headers: the client is to know that it is connected before anything happens. */
    @Override
    public void flush() {
        if (!begun) {
            loop.add(this); // first: nobody is written to unseen
            begun = true;
            if (hasEnded()) { // before it was added, perhaps
                loop.remove(this);
            }
            enqueue(ByteBuffer.allocate(0));
        }
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
        if (isClosed()) {
            throw new IllegalStateException("the client is gone");
        }
        CompletionStage<?> sent = enqueue(ByteBuffer.wrap(asked.format().encode(event, encoder)));
        flush();
        return sent;
    }

    /** Sends these bytes when what is before them has been sent. */
    CompletionStage<?> enqueue(ByteBuffer bytes) {
        EventQueue.Event event = new EventQueue.Event(new Batch(bytes));
        if (!queue.add(event)) {
            event.sent.completeExceptionally(new IllegalStateException(
                    "at most " + EventQueue.MAX_QUEUED + " single events may wait for a client, this one has as many"));
        }
        pump();
        End end = ended;
        if (end != null) { // before this was put into the queue, perhaps
            queue.fail(underWay, end.cause());
        }
        return event.sent;
    }

    /** Writes what there is, unless a write is under way. */
    void pump() {
        if (CALLS.getAndIncrement(this) != 0) {
            return;
        }
        int seen = 1;
        do {
            writeAll();
            seen = CALLS.addAndGet(this, -seen);
        } while (seen != 0);
    }

    /** What fails here ends this stream; it must reach neither other clients nor whoever has called. */
    private void writeAll() {
        try {
            visit.answer();
            while (begun && !writing && !hasEnded() && writeNext()) {
                visit.answer();
            }
        } catch (Throwable e) {
            if (!hasEnded()) { // else it is no news that nothing can be written
                LOG.error("what a client reads has failed, its stream ends", e);
            }
            failed(e);
        }
    }

    private boolean writeNext() throws IOException {
        boolean last = closing; // before it is looked for: what is sent until then is written
        EventQueue.Event event = queue.poll();
        Batch batch = event == null ? fromSources() : event.batch;
        if (batch == null) {
            if (last) {
                end(Optional.empty());
            }
            return false;
        }
        underWay = event;
        visit.wrote(batch.size());
        lastWrite = System.nanoTime();
        writing = true;
        outlet.write(batch, this);
        return true;
    }

    private @Nullable Batch fromSources() {
        for (Source source : sources) {
            Batch batch = source.next();
            if (batch != null) {
                visit.told(batch.last(), batch.gaps());
                return batch;
            }
        }
        return null;
    }

    @Override
    public void written() {
        EventQueue.Event done = underWay;
        underWay = null;
        writing = false;
        if (done != null) {
            done.sent.complete(null);
        }
        pump();
    }

    @Override
    public void failed(Throwable cause) {
        end(Optional.of(cause));
        queue.fail(underWay, Optional.of(cause)); // the write under way may have begun while another thread ended this
    }

    /** How long nothing has been sent; 0 while a write is under way. */
    long silentNanos(long now) {
        long since = lastWrite;
        return writing ? 0 : now - since;
    }

    /** How long the write under way has been so; 0 if none is. */
    long stalledNanos(long now) {
        return writing ? now - lastWrite : 0; // in this order: the time is of that write or of a later one
    }

    @Override
    public boolean isClosed() {
        return hasEnded() || closing;
    }

    private boolean hasEnded() {
        return ended != null;
    }

    /** Ends the stream when what was sent before has been written. */
    @Override
    public void close() {
        closing = true;
        sources.forEach(source -> Attempt.run(source::finish));
        flush();
        pump();
    }

    /**
     * Ends the stream now, whatever is under way; the once-only meeting place of all ways to end.
     *
     * @param cause what went wrong, if anything did
     */
    void end(Optional<Throwable> cause) {
        if (!ENDED.compareAndSet(this, null, new End(cause))) {
            return;
        }
        sources.forEach(source -> Attempt.run(source::close));
        tellEnd(cause);
        queue.fail(underWay, cause);
        outlet.end();
        loop.remove(this); // last: who waits until all have gone must not cut off what is being ended
    }

    private void tellEnd(Optional<Throwable> cause) {
        List<Consumer<Optional<Throwable>>> told;
        synchronized (this) {
            told = Objects.requireNonNullElse(onEnd, List.of());
            onEnd = null;
        }
        told.forEach(action -> Attempt.run(() -> action.accept(cause)));
    }
}
