// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes through the servlet API's non-blocking output, for containers whose core we do not know.
 *
 * <p>The writer and the container's thread meet in the monitor; completions are called outside of it.
 */
final class ServletOutlet implements Outlet, WriteListener {
    private final AsyncContext context;
    private final ServletOutputStream out;
    private @Nullable ByteBuffer unwritten;
    private @Nullable Completion completion;
    private boolean flushed;

    ServletOutlet(AsyncContext context) throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        out.setWriteListener(this);
    }

    @Override
    public void write(ByteBuffer bytes, Completion whenDone) {
        synchronized (this) {
            unwritten = bytes;
            completion = whenDone;
            flushed = false;
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
            if (isWritten()) {
                Completion waiting = take();
                if (waiting != null) {
                    waiting.written();
                }
            }
        } catch (IOException e) {
            onError(e);
        }
    }

    /** Goes on as far as the container takes bytes; it calls back where it does not. */
    private synchronized boolean isWritten() throws IOException {
        while (completion != null && out.isReady()) {
            ByteBuffer bytes = unwritten;
            if (bytes != null) {
                unwritten = null;
                out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            } else if (!flushed) {
                flushed = true;
                out.flush();
            } else {
                return true;
            }
        }
        return false;
    }

    private synchronized @Nullable Completion take() {
        Completion waiting = completion;
        completion = null;
        return waiting;
    }

    @Override
    public void end() {
        context.complete();
    }
}
