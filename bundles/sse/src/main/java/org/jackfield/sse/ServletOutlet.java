// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes through the servlet API's non-blocking output, for containers whose core we do not know. Such a
 * container cannot be told to cut off a write that is under way; it does when its own patience ends.
 *
 * <p>The writer and the container's thread meet in the monitor; completions are called outside of it. Nothing
 * is written after the end, when the output may be another response's already.
 */
final class ServletOutlet implements Outlet, WriteListener {
    private final AsyncContext context;
    private @Nullable ServletOutputStream out;
    private @Nullable ByteBuffer unwritten;
    private @Nullable Completion completion;
    private boolean flushed;
    private boolean ended;

    ServletOutlet(AsyncContext context) {
        this.context = context;
    }

    @Override
    public void write(Batch batch, Completion whenDone) throws IOException {
        synchronized (this) {
            if (ended) {
                throw new EOFException("the response has ended");
            }
            unwritten = batch.events();
            completion = whenDone;
            flushed = false;
            if (out == null) {
                EventSinks.headers(context);
                out = context.getResponse().getOutputStream();
                out.setWriteListener(this);
            }
        }
        advance();
    }

    @Override
    public void onWritePossible() {
        advance();
    }

    @Override
    public void onError(Throwable cause) {
        Completion waiting = take();
        if (waiting != null) {
            waiting.failed(cause);
        }
    }

    private void advance() {
        try {
            Completion done = writeOn();
            if (done != null) {
                done.written();
            }
        } catch (IOException e) {
            onError(e);
        }
    }

    /** Goes on as far as the container takes bytes; it calls back where it does not. */
    private synchronized @Nullable Completion writeOn() throws IOException {
        while (out != null && completion != null && !ended && out.isReady()) {
            ByteBuffer bytes = unwritten;
            if (bytes != null) {
                unwritten = null;
                out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            } else if (!flushed) {
                flushed = true;
                out.flush();
            } else {
                return take(); // here and not by the caller: the next write may have begun by then
            }
        }
        return null;
    }

    private synchronized @Nullable Completion take() {
        Completion waiting = completion;
        completion = null;
        return waiting;
    }

    @Override
    public void end() {
        synchronized (this) {
            ended = true;
        }
        EventSinks.complete(context);
    }
}
