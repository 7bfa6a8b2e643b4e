// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers that are never given out twice: a file names one that is above all that can have been given out, so
 * that a crash costs the rest of a block and nothing else. The next block is reserved on {@code disk} while
 * half of the present one is left, so that nobody waits for a disk.
 *
 * <p>Any thread may ask; the limit is written by the disk's.
 */
final class Reservation {
    private static final Logger LOG = LoggerFactory.getLogger(Reservation.class);

    private final NumberFile file;
    private final int block;
    private final Executor disk;
    private final AtomicBoolean reserving = new AtomicBoolean();
    private volatile long limit;
    private volatile boolean failing;

    /** With numbers below {@code limit} reserved already. */
    Reservation(NumberFile file, int block, Executor disk, long limit) {
        if (block < 1) {
            throw new IllegalArgumentException("a block must have at least 1 number, was " + block);
        }
        this.file = file;
        this.block = block;
        this.disk = disk;
        this.limit = limit;
    }

    /** No number from here on may be given out. */
    long limit() {
        return limit;
    }

    /** Reserves more if less than half a block is left. */
    void keepAhead(long next) {
        if (limit - next > block / 2 || reserving.get() || !reserving.compareAndSet(false, true)) {
            return;
        }
        if (!onDisk(() -> reserve(next))) {
            reserving.set(false);
        }
    }

    private void reserve(long next) {
        try {
            long reserved = Math.max(next, limit) + block;
            file.write(reserved);
            limit = reserved; // only now: nothing is given out that the file does not cover
            if (failing) {
                failing = false;
                LOG.info("sequence numbers can be reserved in {} again", file);
            }
        } catch (IOException e) {
            if (!failing) { // every sample tries again
                failing = true;
                LOG.warn("no sequence numbers could be reserved in {}: {}", file, e.toString());
            }
        } finally {
            reserving.set(false);
        }
    }

    /** Gives back what was reserved and not used. No number may be taken afterwards. */
    void giveBack(long next) {
        boolean unused = onDisk(() -> {
            try {
                file.write(next);
            } catch (IOException e) {
                LOG.warn("{} keeps its reservation, numbers will skip: {}", file, e.toString());
            }
        });
    }

    /** Whether the disk's thread takes it; it does not once the platform has stopped. */
    private boolean onDisk(Runnable work) {
        try {
            disk.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("{} keeps its reservation, numbers will skip", file, e);
            return false;
        }
    }
}
