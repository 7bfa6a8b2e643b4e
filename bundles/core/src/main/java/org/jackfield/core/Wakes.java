// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jackfield.stream.DeviceStream.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is to be told that a stream has new frames. What a reader throws stays here: it must reach neither the
 * driver, on whose thread this runs, nor the other readers.
 *
 * <p>Any thread may call anything.
 */
final class Wakes {
    private static final Logger LOG = LoggerFactory.getLogger(Wakes.class);

    private final String deviceId;
    private final List<Wake> all = new CopyOnWriteArrayList<>();

    Wakes(String deviceId) {
        this.deviceId = deviceId;
    }

    Subscription add(Runnable signal) {
        Wake wake = new Wake(signal);
        all.add(wake);
        return () -> all.remove(wake);
    }

    void run() {
        for (Wake wake : all) {
            wake.run();
        }
    }

    /** One subscription; the same signal may be in several. */
    private final class Wake {
        private final Runnable signal;
        private volatile boolean told;

        private Wake(Runnable signal) {
            this.signal = signal;
        }

        private void run() {
            try {
                signal.run();
            } catch (Throwable e) {
                if (!told) { // a reader that fails does so with every frame
                    told = true;
                    LOG.error("{}: a reader fails when it is woken", deviceId, e);
                }
            }
        }
    }
}
