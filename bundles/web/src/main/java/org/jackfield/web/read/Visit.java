// SPDX-License-Identifier: Apache-2.0
package org.jackfield.web.read;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jackfield.stream.StreamClient;
import org.jspecify.annotations.Nullable;

/**
 * How one client is seen by whoever looks at all of them: what it was given is counted here, a few numbers, because
 * there are thousands of these; all else is put together when somebody asks.
 *
 * <p>The numbers belong to whoever writes to the client, one thread at a time. Who asks puts a question, and it is
 * that thread that answers it, between two writes.
 */
public final class Visit {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String transport;
    private final String kind;
    private final String address;
    private final long number = NUMBERS.incrementAndGet();
    private final long sinceMillis;

    private long position = -1;
    private long gaps;
    private long bytes;
    private volatile @Nullable Runnable question;

    /**
     * @param transport tells its id from those of other transports
     * @param kind the form in which it gets its frames
     * @param address as the limits see it
     */
    public Visit(String transport, String kind, String address, Instant since) {
        this.transport = transport;
        this.kind = kind;
        this.address = address;
        this.sinceMillis = since.toEpochMilli();
    }

    public String id() {
        return transport + '-' + number;
    }

    /** Rises from client to client. */
    public long number() {
        return number;
    }

    /** So much is handed to its connection; by who writes. */
    public void wrote(long count) {
        bytes += count;
    }

    /**
     * That is told to it; by who writes.
     *
     * @param last the number with which it would come back now; -1 if that has not changed
     * @param missed how many gaps are among it
     */
    public void told(long last, int missed) {
        if (last >= 0) {
            position = last;
        }
        gaps += missed;
    }

    /** Answers whoever asks; by who writes, before and after each write. */
    public void answer() {
        Runnable asked = question;
        if (asked != null) {
            question = null;
            asked.run();
        }
    }

    /**
     * How the client is seen now. One thread asks at a time.
     *
     * @param pump has whoever writes answer soon
     * @param devices what the client reads, asked of who writes
     * @param lag how many frames it is behind, asked of who writes
     */
    public StreamClient look(Runnable pump, Supplier<List<String>> devices, Supplier<Long> lag) {
        return CompletableFuture.supplyAsync(() -> seen(devices.get(), lag.get()), asked -> {
                    question = asked;
                    pump.run();
                })
                .join();
    }

    private StreamClient seen(List<String> devices, long lag) {
        Instant since = Instant.ofEpochMilli(sinceMillis);
        return new StreamClient(id(), address, kind, devices, since, position, lag, gaps, bytes);
    }
}
