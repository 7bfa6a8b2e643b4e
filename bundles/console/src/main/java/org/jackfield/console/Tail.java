// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.Frame;
import org.jackfield.stream.FrameCursor;
import org.jackfield.stream.StartAt;
import org.jackfield.stream.View;

/**
 * Shows a device's samples at a terminal, as many as an eye can follow, until enough were shown, a key is pressed,
 * its thread is interrupted or the device is gone. Belongs to one thread; only the wake comes from another.
 */
final class Tail {
    /** Samples a second: what is left out is left out before it is read. */
    private static final View READABLE = new View(Set.of(), 0, 1, 0, 10);

    private static final int LOOK_MILLIS = 100;

    private final Semaphore wake = new Semaphore(0);
    private final InputStream keys;
    private final PrintStream out;

    Tail(InputStream keys, PrintStream out) {
        this.keys = keys;
        this.out = out;
    }

    /** Says at the end why it ended, unless it was enough. */
    void show(DeviceStream whole, long count) throws IOException {
        DeviceStream stream = whole.view(READABLE);
        try (FrameCursor cursor = stream.read(StartAt.NOW)) {
            Subscription waking = stream.onFrames(wake::release);
            try {
                show(cursor, count);
            } finally {
                waking.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println("Interrupted.");
        }
    }

    private void show(FrameCursor cursor, long count) throws IOException, InterruptedException {
        long left = count;
        while (left > 0) {
            Frame frame = cursor.next();
            if (frame != null) {
                out.println(FrameText.of(frame));
                left -= frame.kind() == Frame.Kind.DATA ? 1 : 0;
            } else if (cursor.hasEnded()) {
                out.println("The stream was stopped.");
                return;
            } else {
                out.flush();
                awaitMore();
            }
            if (left > 0 && keyPressed()) {
                out.println("Ended.");
                return;
            }
        }
    }

    /** Returns sooner or later, since a key wakes nobody. */
    private void awaitMore() throws InterruptedException {
        if (wake.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    /** What was typed was for this, not for the shell. */
    private boolean keyPressed() throws IOException {
        int typed = keys.available();
        if (typed > 0) {
            int unused = keys.read(new byte[typed]); // all else asks a terminal for its position, which has none
        }
        return typed > 0;
    }
}
