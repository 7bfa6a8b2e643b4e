// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jackfield.device.SampleSink;

/** Keeps what it is given, and on which thread. Filled by the driver's thread, emptied by the test's. */
final class RecordingSink implements SampleSink {
    record Received(Object payload, String thread) {}

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final UnaryOperator<Object> copy;

    RecordingSink() {
        this(UnaryOperator.identity());
    }

    /** With what is to be kept of a payload whose arrays are used again. */
    RecordingSink(UnaryOperator<Object> copy) {
        this.copy = copy;
    }

    @Override
    public void accept(Object payload) {
        received.add(new Received(copy.apply(payload), Thread.currentThread().getName()));
    }

    @Override
    public void accept(Instant time, Object payload) {
        accept(payload);
    }

    @Override
    public void failed(Throwable cause) {
        received.add(new Received(cause, Thread.currentThread().getName()));
    }

    Received next() throws InterruptedException {
        Received next = received.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("something received").isNotNull();
        return Objects.requireNonNull(next);
    }

    void forget() {
        received.clear();
    }

    boolean isEmpty() {
        return received.isEmpty();
    }
}
