// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/**
 * A device's numbers, which rise by one and are never given out twice, as its {@link Reservation} sees to.
 *
 * <p>{@code next} and {@code close} are called by one thread at a time.
 */
final class SequenceNumbers {
    /** There is no number, because none could be reserved in time. */
    static final long NONE = -1;

    private final Reservation reservation;
    private final long first;
    private volatile long next;
    private boolean closed;

    private SequenceNumbers(Reservation reservation, long first) {
        this.reservation = reservation;
        this.first = first;
        this.next = first;
    }

    /**
     * Goes on where the file says, or begins at 0.
     *
     * @throws IOException if the file cannot be read as a number or no block can be reserved
     */
    static SequenceNumbers open(Path path, int block, Executor disk) throws IOException {
        NumberFile file = new NumberFile(path);
        Files.createDirectories(path.toAbsolutePath().getParent());
        long first = file.read();
        Reservation reservation = new Reservation(file, block, disk, first + block);
        file.write(reservation.limit());
        return new SequenceNumbers(reservation, first);
    }

    /** The first number of this run. */
    long first() {
        return first;
    }

    /** The number that {@link #next()} will give. */
    long peek() {
        return next;
    }

    /** The next number, or {@link #NONE}. */
    long next() {
        if (closed) {
            return NONE;
        }
        long number = next;
        reservation.keepAhead(number);
        if (number >= reservation.limit()) {
            return NONE;
        }
        next = number + 1;
        return number;
    }

    /** Gives back what was reserved and not used. No number may be taken afterwards. */
    void close() {
        closed = true;
        reservation.giveBack(next);
    }
}
