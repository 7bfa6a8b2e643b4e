// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;

/** A reader that waits for what it is to be told. */
final class TestReader implements AutoCloseable {
    private final Semaphore woken = new Semaphore(1);
    private final Subscription subscription;
    private final FrameCursor cursor;
    private final List<String> told = new ArrayList<>();

    TestReader(DeviceStream stream, StartAt start) {
        subscription = stream.onFrames(woken::release);
        cursor = stream.read(start);
    }

    /** Reads until it is told that, and gives all it was told since the last wait. */
    List<String> await(String expected) throws InterruptedException {
        List<String> since = new ArrayList<>();
        while (since.isEmpty() || !since.get(since.size() - 1).equals(expected)) {
            Frame frame = cursor.next();
            if (frame != null) {
                since.add(Told.of(frame));
                told.add(since.get(since.size() - 1));
            } else if (!woken.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new AssertionError("never told '" + expected + "', only " + told);
            }
        }
        return since;
    }

    List<String> told() {
        return told;
    }

    @Override
    public void close() {
        subscription.close();
        cursor.close();
    }
}
