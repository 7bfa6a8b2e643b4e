// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jackfield.stream.Counts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes for a share of the clients: woken once a burst, it walks those whom the burst
 * concerns. Between bursts it keeps quiet connections alive, and cuts those whose client has stopped to take
 * bytes.
 *
 * <p>Groups are added to {@code ready} from any thread; connections come and go from any thread. What is to be
 * done {@code later} is the loop's own.
 */
final class WriterLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WriterLoop.class);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Pace pace;
    private final Thread thread;
    private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
    private final Queue<Later> later = new PriorityQueue<>();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Map<Format, ByteBuffer> pings = new EnumMap<>(Format.class);
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private volatile boolean stopped;
    private long lastComment = System.nanoTime();

    WriterLoop(String name, Pace pace) {
        this.pace = pace;
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
    }

    void start() {
        thread.start();
    }

    void add(Connection connection) {
        opened.incrementAndGet();
        connections.add(connection);
        if (stopped) { // after the others were ended, perhaps
            connection.end(Optional.empty());
        }
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    int size() {
        return connections.size();
    }

    Stream<Connection> connections() {
        return connections.stream();
    }

    /** How many streams this loop has written for, and how many of them it has cut off; it refuses none. */
    Counts counts() {
        return new Counts(opened.get(), 0, cut.get());
    }

    /** Has the work done on this loop's thread, soon. */
    void execute(Runnable work) {
        ready.add(work);
        LockSupport.unpark(thread);
    }

    /** What waits for a time. */
    private record Later(Runnable work, long due) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            return Long.signum(due - other.due);
        }
    }

    /** Has the work done at that time, or soon after; from this loop's work only. */
    void later(Runnable work, long due) {
        later.add(new Later(work, due));
    }

    @Override
    public void run() {
        long due = System.nanoTime();
        while (!stopped) {
            boolean worked = workOnce();
            long now = System.nanoTime();
            if (now - due >= 0) { // however much work there is: a busy stream must not hide a stalled client
                Attempt.run(this::tick);
                due = now + pace.tick().toNanos();
            } else if (!worked) {
                Later next = later.peek();
                LockSupport.parkNanos(this, next == null ? due - now : Math.min(due - now, next.due - now));
            }
        }
        while (workOnce()) {}
    }

    private boolean workOnce() {
        Later first = later.peek();
        Runnable work = first != null && first.due - System.nanoTime() <= 0 ? later.remove().work : ready.poll();
        if (work != null) {
            Attempt.run(work);
        }
        return work != null;
    }

    private void tick() {
        long now = System.nanoTime();
        boolean commenting = now - lastComment >= pace.comment().toNanos();
        if (commenting) {
            lastComment = now;
        }
        ByteBuffer comment = commenting ? comment() : NOTHING;
        for (Connection connection : connections) {
            long stalled = connection.stalledNanos(now);
            if (stalled >= pace.stalled().toNanos()) {
                LOG.info(
                        "a client has not taken what one write held within {} s and is cut off",
                        pace.stalled().toSeconds());
                cut.incrementAndGet();
                connection.end(Optional.of(new TimeoutException("the client does not read")));
            } else if (commenting && stalled == 0 && connection.asked().format().hasComments()) {
                connection.enqueue(comment);
            } else if (connection.silentNanos(now)
                    >= pace.ping().minus(pace.tick()).toNanos()) {
                connection.enqueue(pings.computeIfAbsent(connection.asked().format(), Format::ping));
            }
        }
    }

    private static ByteBuffer comment() {
        String time =
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return ByteBuffer.wrap((": ping - " + time + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Ends all streams, properly where the client takes it within the time. */
    static void endStreams(List<WriterLoop> loops) {
        loops.forEach(loop -> loop.connections.forEach(Connection::close));
        long begun = System.nanoTime();
        loops.forEach(loop -> loop.awaitLeaving(begun));
        loops.forEach(WriterLoop::cutOff);
    }

    private void awaitLeaving(long begun) {
        while (size() > 0 && System.nanoTime() - begun < pace.farewell().toNanos()) {
            LockSupport.parkNanos(this, Duration.ofMillis(5).toNanos());
        }
    }

    private void cutOff() {
        connections.forEach(connection -> connection.end(Optional.empty()));
    }

    /** Ends the thread; streams that begin from now on end at once. */
    void stop() {
        stopped = true; // first: who joins from now on sees it
        cutOff();
        LockSupport.unpark(thread);
    }
}
