// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device's numbers, which are never given out twice: its file names a number that is above all that can
 * have been given out, so that a crash costs the rest of a block and nothing else. The next block is
 * reserved on {@code disk} while half of the present one is left, so that a sample does not wait for a disk.
 *
 * <p>{@code next} and {@code close} are called by one thread at a time; {@code limit} is written by the disk
 * thread.
 */
final class SequenceNumbers {
    /** There is no number, because none could be reserved in time. */
    static final long NONE = -1;

    private static final Logger LOG = LoggerFactory.getLogger(SequenceNumbers.class);

    private final Path file;
    private final int block;
    private final Executor disk;
    private final long first;
    private volatile long next;
    private volatile long limit;
    private volatile boolean reserving;
    private volatile boolean failing;
    private boolean closed;

    private SequenceNumbers(Path file, int block, Executor disk, long first) {
        this.file = file;
        this.block = block;
        this.disk = disk;
        this.first = first;
        this.next = first;
        this.limit = first + block;
    }

    /**
     * Goes on where the file says, or begins at 0.
     *
     * @throws IOException if the file cannot be read as a number or no block can be reserved
     */
    static SequenceNumbers open(Path file, int block, Executor disk) throws IOException {
        if (block < 1) {
            throw new IllegalArgumentException("a block must have at least 1 number, was " + block);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        long first = read(file);
        write(file, first + block);
        return new SequenceNumbers(file, block, disk, first);
    }

    private static long read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1).strip(); // any bytes are shown
        } catch (NoSuchFileException e) {
            return 0;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new IOException("expected a whole number in " + file + ", found '"
                    + text.substring(0, Math.min(text.length(), 40))
                    + "'; delete it to begin again at 0, or write a number above all ever seen");
        }
        return Long.parseLong(text);
    }

    private static void write(Path file, long number) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new"); // no device's name begins so
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer text = ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true); // a power cut must not bring the old number back
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        force(file.toAbsolutePath().resolveSibling(""));
    }

    /** The move is on the disk when its directory is. */
    private static void force(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("{} cannot be forced to disk, its file system has to see to that", directory, e);
        }
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
        if (limit - number < block / 2 + 1 && !reserving) {
            reserving = true; // before: the disk's thread may be done at once
            if (!onDisk(this::reserve)) {
                reserving = false;
            }
        }
        if (number >= limit) {
            return NONE;
        }
        next = number + 1;
        return number;
    }

    private void reserve() {
        try {
            long reserved = limit + block;
            write(file, reserved);
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
            reserving = false;
        }
    }

    /** Gives back what was reserved and not used. No number may be taken afterwards. */
    void close() {
        closed = true;
        long exact = next;
        boolean unused = onDisk(() -> {
            try {
                write(file, exact);
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
