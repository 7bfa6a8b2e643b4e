// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

/** Time that passes when a sampler says so, and while a loop sleeps. */
final class ManualTicker implements Ticker {
    private long now;

    ManualTicker(long now) {
        this.now = now;
    }

    synchronized void pass(long nanos) {
        now += nanos;
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void sleepUntil(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (nanos - now > 0) {
            now = nanos;
        }
    }
}
