// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what it is told, and sees that it is told one after the other and nothing after the end. */
class RecordingSubscriber implements Flow.Subscriber<Frame> {
    final List<Frame> frames = Collections.synchronizedList(new ArrayList<>());
    final List<String> ends = new CopyOnWriteArrayList<>();
    final List<String> broken = new CopyOnWriteArrayList<>();
    final AtomicLong asked = new AtomicLong();
    volatile Throwable error;
    volatile Flow.Subscription subscription;
    private volatile long last = -1;
    private final AtomicBoolean inside = new AtomicBoolean();

    void request(long count) {
        asked.addAndGet(count);
        subscription.request(count);
    }

    /** The number of the latest sample; -1 before there is one. */
    long last() {
        return last;
    }

    void awaitEnd() {
        TestExecutor.await(() -> !ends.isEmpty());
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        alone(() -> subscription = given);
    }

    @Override
    public void onNext(Frame frame) {
        alone(() -> {
            frames.add(frame);
            last = frame.kind() == Frame.Kind.DATA ? frame.sequence() : last;
            if (frames.size() > asked.get()) {
                broken.add("more than was asked for");
            }
        });
    }

    @Override
    public void onError(Throwable cause) {
        alone(() -> {
            error = cause;
            ends.add("error");
        });
    }

    @Override
    public void onComplete() {
        alone(() -> ends.add("complete"));
    }

    private void alone(Runnable work) {
        if (!inside.compareAndSet(false, true)) {
            broken.add("told two things at once");
        }
        if (!ends.isEmpty()) {
            broken.add("told something after the end");
        }
        work.run();
        inside.set(false);
    }
}
