// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jackfield.stream.DeviceGoneException;
import org.jackfield.stream.StartAt;

/**
 * Who reads a device. A reader that stays keeps the device's stream until it closes; one that reads many
 * devices, each as long as it is there, does not.
 *
 * <p>Changed under the slot's monitor, under which {@code onChange} is called, and counted by any thread. Nothing
 * is looked for under it: a thousand readers may begin at once.
 */
final class SlotReaders {
    /** Hears when there are more or fewer. */
    @FunctionalInterface
    interface Change {
        void changed(boolean joined);
    }

    private final DeviceHub hub;
    private final Object monitor;
    private final Change onChange;
    private volatile int staying;
    private volatile int passing;
    private boolean ended;
    private Term term = new Term();

    SlotReaders(DeviceHub hub, Object monitor, Change onChange) {
        this.hub = hub;
        this.monitor = monitor;
        this.onChange = onChange;
    }

    int count() {
        return staying + passing;
    }

    boolean anyStays() {
        return staying > 0;
    }

    /** Nobody can begin to read any longer. */
    void end() {
        ended = true;
    }

    /** Ends the stream of all who stay now. */
    void stop() {
        term.end();
        term = new Term();
    }

    /** Counted first, so that the stream stays; wanted last, so that it misses nothing of a device that starts for it. */
    Walk read(StartAt start, boolean stays) {
        Term until;
        synchronized (monitor) {
            if (ended) {
                throw new DeviceGoneException(hub.deviceId());
            }
            until = stays ? term : Term.ENDLESS;
            count(stays, 1);
        }
        AtomicBoolean open = new AtomicBoolean(true);
        Runnable leave = () -> {
            if (open.compareAndSet(true, false)) {
                leave(stays);
            }
        };
        try {
            RingCursor cursor = hub.read(start, leave);
            cursor.during(until);
            synchronized (monitor) {
                onChange.changed(true);
            }
            return cursor;
        } catch (RuntimeException e) {
            leave.run();
            throw e;
        }
    }

    private void leave(boolean stays) {
        synchronized (monitor) {
            count(stays, -1);
            onChange.changed(false);
        }
    }

    private void count(boolean stays, int by) {
        synchronized (monitor) {
            staying += stays ? by : 0;
            passing += stays ? 0 : by;
        }
    }
}
