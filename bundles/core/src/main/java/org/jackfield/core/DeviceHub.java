// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jackfield.control.Diagnosis;
import org.jackfield.control.Diagnosis.Busy;
import org.jackfield.stream.DeviceInfo.DriverInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.stream.Frame;
import org.jackfield.stream.StartAt;
import org.jspecify.annotations.Nullable;

/**
 * A device's stream: numbers what comes, encodes it, keeps it and signals that it is there. Drivers come and
 * go; the hub stays.
 *
 * <p>Samples come from the driver's threads and status from the runner's; the lock puts them in one order.
 * It is held while a frame is put together and stored, never while a payload, which is the driver's own
 * code, is encoded, and never while anybody is woken.
 */
final class DeviceHub {
    /** Above all positions: nothing is being appended. */
    private static final long NOTHING = Long.MAX_VALUE;

    private final Object lock = new Object();
    private final String deviceId;
    private final RingStarts starts;
    private final FrameEncoder encoder;
    private final ReplayRing ring;
    private final Limits limits;
    private final Clock clock;
    private final NumberSource source;
    private final Positions positions;
    private final Wakes wakes;
    /** Not above the position of the frame that is being appended; read by whoever merges many streams. */
    private final AtomicLong appending = new AtomicLong(NOTHING);
    /** Taken by whoever encodes; a second thread at the same time makes one of its own. */
    private final AtomicReference<@Nullable BoundedBuffer> scratch = new AtomicReference<>();

    private volatile @Nullable SequenceNumbers numbers;
    private boolean closed;

    /** Opens the device's numbers, when the first driver is about to need them. */
    @FunctionalInterface
    interface NumberSource {
        SequenceNumbers open() throws IOException;
    }

    /**
     * What a hub may hold.
     *
     * @param ringFrames kept, where the device does not say
     * @param ringBytes kept, where the device does not say
     * @param sampleBytes of JSON that one sample may have
     */
    record Limits(int ringFrames, long ringBytes, int sampleBytes) {
        Limits {
            if (ringFrames < 1 || ringBytes < 1 || sampleBytes < 1) {
                throw new IllegalArgumentException("frames, bytes and largest sample must be above 0, were "
                        + ringFrames + ", " + ringBytes + " and " + sampleBytes);
            }
        }
    }

    /** An earlier stream of that name ended before the position {@code begins}. */
    DeviceHub(String deviceId, Limits limits, NumberSource source, Positions positions, long begins, Clock clock) {
        this.deviceId = deviceId;
        this.positions = positions;
        this.encoder = new FrameEncoder(deviceId);
        this.ring = new ReplayRing(limits.ringFrames(), limits.ringBytes());
        this.starts = new RingStarts(ring, positions, begins);
        this.wakes = new Wakes(deviceId);
        this.limits = limits;
        this.source = source;
        this.clock = clock;
    }

    /** A ring as large as its own is unless the device says otherwise. */
    ReplayRing newRing() {
        return new ReplayRing(limits.ringFrames(), limits.ringBytes());
    }

    int sampleBytes() {
        return limits.sampleBytes();
    }

    /** What time it is, as frames say when they have arrived. */
    long now() {
        return nanos(clock.instant());
    }

    String deviceId() {
        return deviceId;
    }

    /** Makes sure that samples can be numbered. */
    void open() throws IOException {
        if (numbers != null) {
            return;
        }
        SequenceNumbers opened = source.open(); // outside the lock: a slow disk must not hold up status
        synchronized (lock) {
            if (closed) {
                // What was reserved is left unused: the file may be in the hands of a new stream by now.
                throw new IOException("the stream has ended");
            }
            if (numbers == null) {
                numbers = opened;
            }
        }
    }

    /** Gives back the numbers that were not used. No sample is taken afterwards. */
    void close() {
        synchronized (lock) {
            closed = true;
            SequenceNumbers open = numbers;
            if (open != null) {
                open.close();
            }
        }
    }

    /** Sets how much is kept, where the device says. */
    void limit(Optional<Integer> frames, Optional<Long> bytes) {
        synchronized (lock) {
            ring.limit(frames.orElse(limits.ringFrames()), bytes.orElse(limits.ringBytes()));
        }
    }

    /**
     * Takes a sample.
     *
     * @param time when it was measured; null for now
     */
    void accept(@Nullable Instant time, Object payload) throws SampleRefused {
        Instant now = clock.instant();
        Instant measured = time == null ? now : time;
        if (!Timestamps.fits(measured)) {
            throw new SampleRefused(
                    SampleRefused.Kind.TIME, "a sample's time has a year from 0000 to 9999, this one is " + measured);
        }
        BoundedBuffer taken = scratch.getAndSet(null);
        BoundedBuffer buffer = taken == null ? new BoundedBuffer(limits.sampleBytes()) : taken;
        try {
            buffer.clear();
            PayloadWriter.write(payload, buffer);
            append(measured, nanos(now), buffer);
        } finally {
            scratch.set(buffer);
        }
        wake();
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }

    private void append(Instant time, long arrived, BoundedBuffer payload) throws SampleRefused {
        synchronized (lock) {
            SequenceNumbers open = numbers;
            long sequence = open != null && positions.available() ? open.next() : SequenceNumbers.NONE;
            if (sequence == SequenceNumbers.NONE) {
                throw new SampleRefused(
                        SampleRefused.Kind.NUMBERS, "no sequence number could be reserved on disk in time");
            }
            byte[] json = encoder.data(sequence, time, payload);
            int payloadOffset = json.length - 1 - payload.length();
            try {
                long position = take();
                ring.append(
                        EncodedFrame.sample(deviceId, ring.head(), sequence, position, arrived, json, payloadOffset));
            } finally {
                appending.setRelease(NOTHING); // after the frame can be seen
            }
        }
    }

    private long take() {
        appending.setRelease(positions.peek()); // before: who knows of a later position must know of this one
        return positions.take();
    }

    /**
     * What is not in the ring yet has no position below this, or one that had not been taken when this was
     * called.
     */
    long settled() {
        return appending.getAcquire();
    }

    /** Puts on record what the device does now; readers hear of it with the next {@link #wake}. */
    void status(DeviceState state, Optional<DriverInfo> driver, Optional<ErrorRecord> error) {
        synchronized (lock) {
            append(Frame.Kind.STATUS, encoder.status(clock.instant(), state, driver, error));
        }
    }

    /** Puts on record that the device would not start. */
    void streamError(ErrorRecord error) {
        synchronized (lock) {
            append(Frame.Kind.ERROR, encoder.streamError(error));
        }
    }

    private void append(Frame.Kind kind, byte[] json) {
        long arrived = nanos(clock.instant());
        try {
            long position = take();
            ring.append(EncodedFrame.event(kind, deviceId, ring.head(), nextSequence(), position, arrived, json));
        } finally {
            appending.setRelease(NOTHING);
        }
    }

    /** Signals to the readers that there are frames; never under a lock, for what they do is theirs. */
    void wake() {
        wakes.run();
    }

    Subscription onFrames(Runnable wake) {
        return wakes.add(wake);
    }

    /** A reader's place; {@code onClose} hears once when it leaves. */
    RingCursor read(StartAt start, Runnable onClose) {
        long found = starts.search(start);
        synchronized (lock) { // head and next number must belong together, or a frame between them is lost
            return new RingCursor(this, ring, starts.locate(start, found, numbers), positions.peek(), onClose);
        }
    }

    /** A start from which this stream, and none before it, is read as far back as it is kept. */
    StartAt beginning() {
        return starts.beginning();
    }

    EncodedFrame gap(long from, long to, String reason, long position) {
        return EncodedFrame.gap(deviceId, to + 1, position, encoder.gap(from, to, reason));
    }

    /** How full its ring is, with what is known of who fills it. */
    Diagnosis diagnosis(String thread, Optional<Busy> busy, List<String> leftBehind) {
        synchronized (lock) {
            EncodedFrame oldest = ring.at(ring.tail());
            return new Diagnosis(
                    ring.head() - ring.tail(),
                    ring.bytes(),
                    ring.maxFrames(),
                    ring.maxBytes(),
                    oldest == null ? nextSequence() : oldest.sequence(),
                    thread,
                    busy,
                    leftBehind);
        }
    }

    /** The first number of this run; 0 before it is known. */
    long firstSequence() {
        SequenceNumbers open = numbers;
        return open == null ? 0 : open.first();
    }

    /** The number that the next sample will have. */
    long nextSequence() {
        SequenceNumbers open = numbers;
        return open == null ? 0 : open.peek();
    }
}
