// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import java.util.concurrent.locks.LockSupport;

/** Time as a {@link SamplingLoop} sees it, so that a test can be the one who lets it pass. */
interface Ticker {
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleepUntil(long nanos) throws InterruptedException {
            for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    };

    long nanos();

    void sleepUntil(long nanos) throws InterruptedException;
}
