// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Duration;
import java.util.function.Consumer;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.StreamEndedException;
import org.jspecify.annotations.Nullable;

/** A task's place in a stream, which knows how to wait. Of the gate's thread. */
final class Reading implements FrameCursor {
    private final String deviceId;
    private final FrameCursor cursor;
    private final Subscription wakes;
    private final Gate gate;
    private final Runnable closed;
    private int pauses;

    Reading(DeviceStream stream, StartAt start, Gate gate, Consumer<? super Reading> closed) {
        this.gate = gate;
        this.closed = () -> closed.accept(this);
        this.pauses = gate.pauses();
        this.deviceId = stream.deviceId();
        this.cursor = stream.read(start);
        this.wakes = stream.onFrames(gate::stir);
    }

    /** The next data frame, or null if there is none by then. */
    @Nullable
    Frame await(Duration patience) throws InterruptedException {
        long end = gate.active() + TaskTime.nanos(patience);
        while (true) {
            long seen = gate.stirs(); // before the look: what comes after it is waited for no more
            gate.pass();
            skipPause();
            boolean ended = cursor.hasEnded();
            for (Frame frame = cursor.next(); frame != null; frame = cursor.next()) {
                if (frame.kind() == Frame.Kind.DATA) {
                    return frame;
                }
            }
            if (ended) {
                throw new StreamEndedException(deviceId);
            }
            if (!gate.awaitStir(seen, end) && gate.active() >= end) {
                return null;
            }
        }
    }

    private void skipPause() {
        int now = gate.pauses();
        if (now == pauses) {
            return;
        }
        pauses = now;
        for (long left = cursor.lag(); left > 0 && cursor.next() != null; left--) {}
    }

    @Override
    public @Nullable Frame next() {
        return cursor.next();
    }

    @Override
    public boolean hasEnded() {
        return cursor.hasEnded();
    }

    @Override
    public long lag() {
        return cursor.lag();
    }

    @Override
    public @Nullable Place place() {
        return cursor.place();
    }

    @Override
    public void moveTo(Place place) {
        cursor.moveTo(place);
    }

    @Override
    public void close() {
        closed.run();
        wakes.close();
        cursor.close();
    }
}
