// SPDX-License-Identifier: Apache-2.0
package org.jackfield.tasks;

import java.time.Duration;
import java.util.function.Consumer;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStream.Subscription;
import org.jackfield.stream.Frame;
import org.jackfield.stream.StartAt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a device's samples to a task's callback, on a thread of its own that pauses and ends with the task. */
final class StreamPump implements Runnable, Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPump.class);
    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Reading reading;
    private final Gate gate;
    private final Consumer<? super Frame> callback;
    private final Consumer<? super Throwable> failed;
    private final Runnable ended;
    private final Thread thread;

    StreamPump(
            String taskId,
            DeviceStream stream,
            Gate whole,
            Consumer<? super Frame> callback,
            Consumer<? super Throwable> failed,
            Consumer<? super StreamPump> ended) {
        this.gate = new Gate(whole);
        this.reading = new Reading(stream, StartAt.NOW, gate, closed -> {});
        this.callback = callback;
        this.failed = failed;
        this.ended = () -> ended.accept(this);
        this.thread = Threads.of("task-" + taskId + "-" + stream.deviceId(), this);
    }

    StreamPump start() {
        thread.start();
        return this;
    }

    @Override
    public void run() {
        gate.enter();
        try {
            while (true) {
                Frame frame = reading.await(PATIENCE);
                if (frame != null) {
                    callback.accept(frame);
                }
            }
        } catch (Throwable e) { // the task's own code; whatever it is, the task is told
            if (gate.cancelled() == null || !Failures.isCancellation(e)) {
                failed.accept(e);
            }
        } finally {
            gate.leave();
            reading.close();
        }
    }

    @Override
    public void close() {
        ended.run();
        gate.endSoftly("the stream was closed");
        if (Thread.currentThread() == thread) {
            return; // its callback ends it, which it does when that returns
        }
        if (!Threads.join(thread, FAREWELL)) {
            gate.cancel("the stream was closed");
            if (!Threads.join(thread, FAREWELL)) {
                LOG.warn("{} does not answer its end and is left behind", thread.getName());
            }
        }
    }
}
