// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.CloseException;
import org.jackfield.stream.StreamClient;
import org.jackfield.web.read.OneAtATime;
import org.jackfield.web.read.Visit;
import org.jackfield.websocket.Conversation.Question;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: at most one write under way, and when it is done, whatever has gathered since. What it says is
 * read one message after the other, the next when the answer to the one before has been written: a client that
 * asks and does not listen waits for itself.
 *
 * <p>Whoever has news calls {@link #pump()}: the loop, Jetty when a write is done or a frame has come. One of them
 * does the work for all, so that the source belongs to one thread at a time and a write that is done at once does
 * not recurse. Everything else that is shared is volatile and has one writer at a
 * time.
 */
final class Client implements FrameHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Client.class);

    private final Source.Opening opening;
    private final Visit visit;
    private final Clients clients;
    private final Runnable onEnd;
    private final Conversation conversation;
    private final Pulse pulse;
    private final OneAtATime writer = new OneAtATime(this::writeAll);
    private final AtomicBoolean ended = new AtomicBoolean();

    private volatile @Nullable CoreSession session;
    /** Touched by whoever pumps, after it was opened. */
    private volatile @Nullable Source source;
    /** What answers the frame that has come; the next is not read before. */
    private volatile @Nullable Question question;

    private volatile boolean pingDue;
    private volatile boolean closing;

    /**
     * @param format of what it is answered
     * @param onEnd called once when the client has gone
     */
    Client(Source.Opening opening, Format format, Visit visit, Clients clients, Runnable onEnd) {
        this.opening = opening;
        this.visit = visit;
        this.clients = clients;
        this.onEnd = onEnd;
        this.conversation = new Conversation(new Inbound(clients.nanoTime()), format);
        this.pulse = new Pulse(clients.pace(), clients.nanoTime().getAsLong());
    }

    Visit visit() {
        return visit;
    }

    /** How it is seen now; one asks at a time. */
    StreamClient seen() {
        return visit.look(
                this::pump,
                () -> source == null ? List.of() : source.devices(),
                () -> source == null ? 0 : source.lag());
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        try {
            source = opening.open(this);
        } catch (Throwable e) {
            LOG.error("what a client wants to read could not be opened", e);
            callback.failed(new CloseException(CloseStatus.SERVER_ERROR, "what was asked for could not be opened", e));
            return;
        }
        callback.succeeded();
        clients.add(this);
        opened.demand();
        pump();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        pulse.heard();
        boolean last = frame.getOpCode() == OpCode.CLOSE;
        if (last) {
            closing = true; // Jetty answers it, and nothing may come behind that
        }
        Question asked;
        try {
            asked = conversation.hear(frame);
        } catch (CloseException e) {
            closing = true;
            callback.failed(e);
            return;
        }
        callback.succeeded();
        if (last) {
            return;
        }
        if (asked == null) {
            demand();
        } else {
            question = asked;
            pump();
        }
    }

    private void demand() {
        CoreSession open = session;
        if (open != null && !closing) {
            open.demand();
        }
    }

    /** Writes what there is, unless a write is under way. */
    void pump() {
        writer.call();
    }

    /** What fails here ends this client's stream; it must reach neither others nor whoever has called. */
    private void writeAll() {
        try {
            visit.answer();
            while (!ended.get() && !pulse.isWriting() && !closing && writeNext()) {
                visit.answer();
            }
            if (ended.get()) {
                closeSource();
            }
        } catch (Throwable e) {
            LOG.error("what a client reads has failed, its stream ends", e);
            close(CloseStatus.SERVER_ERROR, "what is read here has failed");
        }
    }

    private boolean writeNext() {
        Source reading = source;
        if (reading == null) {
            return false;
        }
        Question asked = question;
        if (asked != null) {
            question = null;
            answer(asked.answer(reading));
            return true;
        }
        if (pingDue) {
            pingDue = false;
            pulse.ping(clients.nanoTime().getAsLong());
            write(List.of(new Frame(OpCode.PING)), false);
            return true;
        }
        Batch batch = reading.next();
        if (batch != null) {
            visit.told(batch.last(), batch.gaps());
            write(batch.frames(), false);
        } else if (reading.hasEnded()) {
            close(CloseStatus.NORMAL, "the stream was stopped");
        }
        return batch != null;
    }

    private void answer(List<Frame> answer) {
        if (answer.get(0).getOpCode() == OpCode.CLOSE) {
            closing = true;
        }
        write(answer, true);
    }

    private void write(List<Frame> frames, boolean answers) {
        CoreSession open = session;
        if (open == null) {
            return;
        }
        frames.forEach(frame -> visit.wrote(BufferUtil.length(frame.getPayload())));
        pulse.write(clients.nanoTime().getAsLong());
        int last = frames.size() - 1;
        frames.subList(0, last).forEach(frame -> open.sendFrame(frame, Callback.NOOP, false));
        open.sendFrame(
                frames.get(last),
                Callback.from(InvocationType.NON_BLOCKING, () -> written(answers), this::failed),
                false);
    }

    private void written(boolean answered) {
        pulse.written();
        if (answered) {
            demand();
        }
        pump();
    }

    private void failed(Throwable cause) {
        CoreSession open = session;
        if (open != null && open.isOutputOpen()) { // else it is being closed, and that may still reach the client
            LOG.debug("a client could not be written to", cause);
            open.abort();
        }
        end();
    }

    /** Sees whether the client is still there. */
    void look(long now) {
        switch (pulse.look(now)) {
            case WELL -> {}
            case QUIET -> {
                pingDue = true;
                pump();
            }
            case STALLED -> cut("has not taken what one write held");
            case SILENT -> cut("has not answered a ping");
        }
    }

    private void cut(String why) {
        LOG.info(
                "a client {} within {} s and is cut off",
                why,
                clients.pace().stalled().toSeconds());
        clients.cut();
        abort();
    }

    /** Ends the stream because somebody wants it to end, with a word if the client listens. */
    void disconnect() {
        if (pulse.isWriting()) {
            abort();
        } else {
            close(CloseStatus.SHUTDOWN, "disconnected by an administrator");
            end();
        }
    }

    /** Cuts the connection, whatever is under way. */
    void abort() {
        CoreSession open = session;
        if (open != null) {
            open.abort();
        }
        end();
    }

    /** Ends the stream when what is under way has been written. */
    void close(int code, String reason) {
        closing = true;
        CoreSession open = session;
        if (open != null) {
            open.close(new CloseStatus(code, reason), Callback.NOOP);
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.debug("a client's connection has failed", cause);
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        end();
        callback.succeeded();
    }

    /** The once-only meeting place of all ways to end. */
    private void end() {
        if (ended.compareAndSet(false, true)) {
            clients.remove(this);
            onEnd.run();
            pump(); // whose thread the source belongs to
        }
    }

    private void closeSource() {
        Source reading = source;
        source = null;
        if (reading != null) {
            reading.close();
        }
    }
}
