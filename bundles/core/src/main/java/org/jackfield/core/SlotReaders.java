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
    private final DeviceHub hub;
    private final Object monitor;
    private final Runnable onChange;
    private volatile int staying;
    private volatile int passing;
    private boolean ended;

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

    /** Counted first, so that the stream stays; wanted last, so that it misses nothing of a device that starts for it. */
    Walk read(StartAt start, boolean stays) {
        synchronized (monitor) {
            if (ended) {
                throw new DeviceGoneException(hub.deviceId());
            }
            count(stays, 1);
        }
        AtomicBoolean open = new AtomicBoolean(true);
        Runnable leave = () -> {
            if (open.compareAndSet(true, false)) {
                leave(stays);
            }
        };
        try {
            return hub.read(start, leave);
        } catch (RuntimeException e) {
            leave.run();
            throw e;
        } finally {
            synchronized (monitor) {
                onChange.run();
            }
        }
    }

    private void leave(boolean stays) {
        synchronized (monitor) {
            count(stays, -1);
            onChange.run();
        }
    }

    private void count(boolean stays, int by) {
        synchronized (monitor) {
            staying += stays ? by : 0;
            passing += stays ? 0 : by;
        }
    }
}
