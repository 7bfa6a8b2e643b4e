// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jackfield.stream.DeviceGoneException;
import org.jackfield.stream.StartAt;

/**
 * Who reads a device. A reader that stays keeps the device's stream until it closes; one that reads many
 * devices, each as long as it is there, does not.
 *
 * <p>Guarded by the slot's monitor, under which {@code onChange} is called.
 */
final class SlotReaders {
    private final DeviceHub hub;
    private final Object monitor;
    private final Runnable onChange;
    private int staying;
    private int passing;
    private boolean ended;
    private Term term = new Term();

    SlotReaders(DeviceHub hub, Object monitor, Runnable onChange) {
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

    Walk read(StartAt start, boolean stays) {
        AtomicBoolean open = new AtomicBoolean(true);
        synchronized (monitor) {
            if (ended) {
                throw new DeviceGoneException(hub.deviceId());
            }
            RingCursor cursor = hub.read(start, () -> {
                if (open.compareAndSet(true, false)) {
                    change(stays, -1);
                }
            });
            cursor.during(stays ? term : Term.ENDLESS);
            change(stays, 1);
            return cursor;
        }
    }

    private void change(boolean stays, int by) {
        synchronized (monitor) {
            staying += stays ? by : 0;
            passing += stays ? 0 : by;
            onChange.run();
        }
    }
}
