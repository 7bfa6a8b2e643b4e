// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes for a share of the clients: woken once a burst, it walks those whom the burst
 * concerns. Between bursts it keeps quiet connections alive, and cuts those whose client has stopped to take
 * bytes.
 *
 * <p>Groups are added to {@code ready} from any thread; connections come and go from any thread.
 */
final class WriterLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WriterLoop.class);
    private static final Duration TICK = Duration.ofMillis(250);
    /** LabDaemon's client notices its own stop request only when bytes arrive. */
    private static final Duration PING = Duration.ofSeconds(1);

    private static final Duration COMMENT = Duration.ofSeconds(15);
    private static final ByteBuffer PING_EVENT =
            ByteBuffer.wrap("event: ping\r\ndata: {}\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    private final Duration stalled;
    private final Thread thread;
    private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    private long lastComment = System.nanoTime();

    /**
     * @param stalled how long one write may take before its client is given up
     */
    WriterLoop(String name, Duration stalled) {
        this.stalled = stalled;
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
    }

    void start() {
        thread.start();
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    int size() {
        return connections.size();
    }

    /** Has the work done on this loop's thread, soon. */
    void execute(Runnable work) {
        ready.add(work);
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        long due = System.nanoTime();
        while (!stopped) {
            Runnable work = ready.poll();
            while (work != null) {
                attempt(work);
                work = ready.poll();
            }
            long now = System.nanoTime();
            if (now - due >= 0) {
                attempt(this::tick);
                due = now + TICK.toNanos();
            }
            if (ready.isEmpty()) {
                LockSupport.parkNanos(this, due - now);
            }
        }
    }

    /** One client's failure must not end the others' loop. */
    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("writing to streams has failed", e);
        }
    }

    private void tick() {
        long now = System.nanoTime();
        boolean comment = now - lastComment >= COMMENT.toNanos();
        if (comment) {
            lastComment = now;
        }
        for (Connection connection : connections) {
            long silent = connection.silentNanos(now);
            if (connection.isWriting()) {
                if (silent >= stalled.toNanos()) {
                    LOG.info("a client has not taken a byte for {} s and is cut off", stalled.toSeconds());
                    connection.end(null);
                }
            } else if (comment) {
                connection.enqueue(comment());
            } else if (silent >= PING.toNanos() - TICK.toNanos()) {
                connection.enqueue(PING_EVENT.duplicate());
            }
        }
    }

    private static ByteBuffer comment() {
        String time =
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return ByteBuffer.wrap((": ping - " + time + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Ends all streams, properly where the client takes it, and then the thread. */
    void stop(Duration patience) {
        connections.forEach(Connection::close);
        long end = System.nanoTime() + patience.toNanos();
        while (!connections.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(this, Duration.ofMillis(5).toNanos());
        }
        connections.forEach(connection -> connection.end(null));
        stopped = true;
        LockSupport.unpark(thread);
    }
}
