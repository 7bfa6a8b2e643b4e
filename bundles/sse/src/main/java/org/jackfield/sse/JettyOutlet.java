// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.servlet.AsyncContext;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Writes past Jetty's servlet output: a sixth of the memory for each client and no collapse at thousands of
 * them, while routing, filters and authentication stay the servlet's.
 *
 * <p>The core response commits the headers and ends the body. In between, whole chunks of HTTP/1.1
 * ({@link Batch#chunk}) go to the connection itself: Jetty sends the line end of a chunk with the next chunk, and
 * clients that wait for it, urllib3's among them, would see every event one event late.
 *
 * <p>Writes come one after the other, in an order that the caller sees to, so that this is itself what hears of
 * each; the end comes from any thread. The state keeps a write from reaching a connection that may belong to the next
 * response.
 */
final class JettyOutlet implements Outlet, Callback {
    private static final AtomicReferenceFieldUpdater<JettyOutlet, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(JettyOutlet.class, State.class, "state");

    private final AsyncContext context;

    @SuppressWarnings("unused") // by its name
    private volatile State state = State.IDLE;
    /** Of the write under way, or of the last. */
    private volatile @Nullable Completion completion;

    private @Nullable Response core;
    /** Set where chunks go to the connection; read by the end as well. */
    private volatile @Nullable EndPoint connection;

    private enum State {
        IDLE,
        WRITING,
        ENDED
    }

    JettyOutlet(AsyncContext context) {
        this.context = context;
    }

    @Override
    public void write(Batch batch, Completion whenDone) throws IOException {
        if (!STATE.compareAndSet(this, State.IDLE, State.WRITING)) {
            throw new EOFException("the response has ended");
        }
        completion = whenDone;
        Response begun = core;
        if (begun == null) {
            Response response = begin();
            core = response;
            response.write(
                    false,
                    ByteBuffer.allocate(0),
                    Callback.from(getInvocationType(), () -> send(response, batch), whenDone::failed));
        } else {
            send(begun, batch);
        }
    }

    private Response begin() {
        EventSinks.headers(context);
        ServletContextRequest request = ServletContextRequest.getServletContextRequest(context.getRequest());
        if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && !HttpMethod.HEAD.is(request.getMethod())) {
            connection = request.getConnectionMetaData().getConnection().getEndPoint();
        }
        // One level below the servlet's response: its wrapper would put every callback into a scope of its
        // own, at half the throughput.
        return request.getServletContextResponse().getWrapped();
    }

    private void send(Response response, Batch batch) {
        EndPoint direct = connection;
        if (batch.size() == 0) {
            succeeded();
        } else if (direct == null) {
            response.write(false, batch.events(), this);
        } else {
            write(direct, batch.chunk());
        }
    }

    /** At once where the socket takes it all, which most do: a write that may have to wait costs Jetty more. */
    private void write(EndPoint connection, ByteBuffer chunk) {
        try {
            if (connection instanceof SocketChannelEndPoint socket) {
                socket.getChannel().write(chunk);
                socket.notIdle();
            }
        } catch (IOException e) {
            failed(e);
            return;
        }
        if (chunk.hasRemaining()) {
            connection.write(this, chunk);
        } else {
            succeeded();
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public void succeeded() {
        Completion done = Objects.requireNonNull(completion); // there has been a write
        STATE.compareAndSet(this, State.WRITING, State.IDLE);
        done.written();
    }

    @Override
    public void failed(Throwable cause) {
        Objects.requireNonNull(completion).failed(cause);
    }

    @Override
    public void end() {
        State before = STATE.getAndSet(this, State.ENDED);
        EndPoint direct = connection;
        if (before == State.WRITING && direct != null) {
            direct.close();
        }
        EventSinks.complete(context);
    }
}
