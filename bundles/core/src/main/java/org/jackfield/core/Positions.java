// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one order of all devices' frames: plain numbers that rise over restarts too and stay below 2^53, so that
 * JavaScript can hold them.
 *
 * <p>One counter below a limit that is reserved on disk, a thousand million at a time. A number of the run in
 * the high bits would need the disk but once, yet leaves too few low bits: 34 of them last two days at 100,000
 * frames a second, while 2^53 in one piece last 2,800 years and eight million crashes.
 *
 * <p>Any thread takes; all that hubs share is one atomic addition a frame.
 */
final class Positions {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);
    private static final int BLOCK = 1 << 30;
    /** Left to frames that are no samples while no more can be reserved: those are few and cannot be refused. */
    private static final long RESERVE = BLOCK / 4;

    private final long first;
    private final AtomicLong next;
    private final Reservation reservation;

    private Positions(long first, Reservation reservation) {
        this.first = first;
        this.next = new AtomicLong(first);
        this.reservation = reservation;
    }

    /**
     * Goes on where the file says. If it cannot be read, the clock's microseconds serve: they are above
     * whatever was given out, as long as that was less than a million a second.
     */
    static Positions open(Path path, Executor disk, Clock clock) {
        NumberFile file = new NumberFile(path);
        long first;
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            first = Math.max(1, file.read());
        } catch (IOException e) {
            first = clock.millis() * 1000;
            LOG.error("frames are numbered by the clock from {} on: {}", first, e.toString());
        }
        long limit = first + BLOCK;
        try {
            file.write(limit);
        } catch (IOException e) {
            limit = first;
            LOG.error("no sample can be taken until {} can be written: {}", file, e.toString());
        }
        return new Positions(first, new Reservation(file, BLOCK, disk, limit));
    }

    /** The first position of this run. */
    long first() {
        return first;
    }

    /** A number that is above all positions taken, and not above any that will be. */
    long peek() {
        return next.get();
    }

    /** Whether a sample may have a position now. */
    boolean available() {
        long position = next.get();
        reservation.keepAhead(position);
        return position < reservation.limit() - RESERVE;
    }

    long take() {
        return next.getAndIncrement();
    }

    /** Gives back what was reserved and not used. */
    void close() {
        reservation.giveBack(next.get());
    }
}
