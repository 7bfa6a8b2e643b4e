// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a driver says, in order. */
final class RecordingSink implements SampleSink {
    private final BlockingQueue<Object> samples = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    @Override
    public void accept(Object payload) {
        samples.add(payload);
    }

    @Override
    public void accept(Instant time, Object payload) {
        samples.add(payload);
    }

    @Override
    public void failed(Throwable cause) {
        failures.add(cause);
    }

    Object awaitSample() throws InterruptedException {
        return awaited(samples);
    }

    Throwable awaitFailure() throws InterruptedException {
        return awaited(failures);
    }

    boolean hasFailure() {
        return !failures.isEmpty();
    }

    private static <T> T awaited(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }
}
