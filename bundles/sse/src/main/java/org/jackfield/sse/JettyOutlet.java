// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.servlet.AsyncContext;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Writes past Jetty's servlet output: a sixth of the memory for each client and no collapse at thousands of
 * them, while routing, filters and authentication stay the servlet's.
 *
 * <p>The core response commits the headers and ends the body. In between, chunks of HTTP/1.1 are put together
 * here and go to the connection itself: Jetty sends the line end of a chunk with the next chunk, and clients
 * that wait for it, urllib3's among them, would see every event one event late.
 *
 * <p>Writes come one after the other, in an order that the caller sees to; the end comes from any thread. The
 * state keeps a write from reaching a connection that may belong to the next response.
 */
final class JettyOutlet implements Outlet {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final AsyncContext context;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
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
    public void write(ByteBuffer bytes, Completion completion) throws IOException {
        if (!state.compareAndSet(State.IDLE, State.WRITING)) {
            throw new EOFException("the response has ended");
        }
        Response begun = core;
        if (begun == null) {
            Response response = begin();
            core = response;
            response.write(
                    false, ByteBuffer.allocate(0), callback(() -> send(response, bytes, completion), completion));
        } else {
            send(begun, bytes, completion);
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

    private void send(Response response, ByteBuffer bytes, Completion completion) {
        EndPoint direct = connection;
        if (!bytes.hasRemaining()) {
            written(completion);
        } else if (direct == null) {
            response.write(false, bytes, callback(() -> written(completion), completion));
        } else {
            String length = Integer.toHexString(bytes.remaining()) + "\r\n";
            direct.write(
                    callback(() -> written(completion), completion),
                    ByteBuffer.wrap(length.getBytes(StandardCharsets.US_ASCII)),
                    bytes,
                    ByteBuffer.wrap(LINE_END));
        }
    }

    private static Callback callback(Runnable whenDone, Completion completion) {
        return Callback.from(Callback.NOOP.getInvocationType(), whenDone, completion::failed);
    }

    private void written(Completion completion) {
        state.compareAndSet(State.WRITING, State.IDLE);
        completion.written();
    }

    @Override
    public void end() {
        State before = state.getAndSet(State.ENDED);
        EndPoint direct = connection;
        if (before == State.WRITING && direct != null) {
            direct.close();
        }
        EventSinks.complete(context);
    }
}
