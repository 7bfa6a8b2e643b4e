// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What all broadcasters share: their clients, in the shares of the loops that write for them, and who hears
 * of clients that leave. What the clients read is the subclass's.
 */
abstract class Broadcaster implements SseBroadcaster {
    private final List<Audience> audiences;
    private final EventEncoder encoder;
    private final List<Consumer<SseEventSink>> onClose = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<SseEventSink, Throwable>> onError = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Broadcaster(List<WriterLoop> loops, EventEncoder encoder) {
        this.audiences = loops.stream().map(Audience::new).toList();
        this.encoder = encoder;
    }

    /** What a client that joins reads. */
    abstract Source source(Connection connection);

    final void callAll() {
        for (Audience audience : audiences) {
            audience.call();
        }
    }

    final boolean isDeserted() {
        return audiences.stream().allMatch(Audience::isEmpty);
    }

    final boolean isClosed() {
        return closed;
    }

    @Override
    public void register(SseEventSink sink) {
        begin(join(sink));
    }

    /** Counts it among the clients, so that this is not deserted any more; cheap enough for any lock. */
    final Connection join(SseEventSink sink) {
        if (!(sink instanceof Connection connection)) {
            throw new IllegalArgumentException(
                    "a sink is registered with the application that made it, this one is a " + sink.getClass());
        }
        if (closed) {
            throw new IllegalStateException("the broadcaster is closed");
        }
        Audience audience = audiences.stream()
                .filter(share -> share.loop() == connection.loop())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the sink is of another application"));
        audience.add(connection); // first: a frame that comes now calls it in vain, one later does not
        connection.onEnd(cause -> left(audience, connection, cause));
        return connection;
    }

    /** Has one that has joined read; it is written to at once. */
    final void begin(Connection connection) {
        connection.read(source(connection));
        if (closed) { // while the client joined: the closing may not have met it
            connection.close();
        }
    }

    private void left(Audience audience, Connection connection, Optional<Throwable> cause) {
        audience.remove(connection);
        cause.ifPresent(error -> onError.forEach(listener -> Attempt.run(() -> listener.accept(connection, error))));
        onClose.forEach(listener -> Attempt.run(() -> listener.accept(connection)));
    }

    @Override
    public CompletionStage<?> broadcast(OutboundSseEvent event) {
        if (closed) {
            throw new IllegalStateException("the broadcaster is closed");
        }
        publish(ByteBuffer.wrap(encoder.encode(event)));
        return CompletableFuture.completedFuture(null);
    }

    /** Sends one event to everybody. */
    abstract void publish(ByteBuffer event);

    @Override
    public void onError(BiConsumer<SseEventSink, Throwable> listener) {
        onError.add(listener);
    }

    @Override
    public void onClose(Consumer<SseEventSink> listener) {
        onClose.add(listener);
    }

    @Override
    public void close() {
        close(true);
    }

    @Override
    public void close(boolean cascading) {
        closed = true;
        if (cascading) {
            audiences.forEach(audience -> audience.forEach(Connection::close));
        }
    }

    final void toEach(Consumer<Connection> action) {
        audiences.forEach(audience -> audience.forEach(action));
    }
}
