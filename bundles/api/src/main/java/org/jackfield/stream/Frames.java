// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jackfield.stream.DeviceStream.Subscription;

/**
 * Has frames come by themselves, for bundles that read a device as clients do and would rather not walk a
 * {@link FrameCursor} when they are woken. Behind both forms is a cursor: nothing is queued, a reader that is too
 * slow is told by a gap frame what it has missed, and nobody waits for it.
 *
 * <pre>{@code
 * subscription = Frames.listen(stream, StartAt.NOW, executor, frame -> count.add(frame.length()));
 * }</pre>
 *
 * <p>All calls are made by the executor, one at a time and in order, and never on the driver's thread as long as the
 * executor has threads of its own. After some hundred frames the executor is asked again, so that readers share it
 * fairly. An executor that refuses has the reading fail; one that forgets what it was given has it stand still until
 * it is cancelled.
 *
 * <p>Whoever reads counts as a reader, for whom the device is kept streaming, until it is cancelled, has failed, or the
 * stream has ended.
 * Subscribers and listeners that throw are cancelled; what they have thrown is told to the uncaught exception
 * handler of the thread.
 */
public final class Frames {
    private Frames() {}

    /**
     * Begins to read, and calls the listener with each frame. Its memory is the stream's: a listener that waits
     * delays itself alone. When the stream is stopped for all who read it, no more is called. Should the stream fail, that is told to the uncaught exception handler of the thread.
     *
     * @return ends it: no call begins after this has been closed, except one that is under way on another thread
     * @throws DeviceGoneException if the stream has ended for good
     */
    public static Subscription listen(
            DeviceStream stream, StartAt start, Executor executor, Consumer<? super Frame> listener) {
        Objects.requireNonNull(listener, "listener");
        FramePump pump = new FramePump(executor, new Listener(stream.deviceId(), listener));
        pump.open(stream, start);
        pump.start();
        return pump::cancel;
    }

    /**
     * Gives each subscriber a reader of its own, which begins when it subscribes and takes a frame from the stream's
     * memory when one has been requested. When the stream is stopped for all who read it, or the device is no more, subscribers
     * see it complete. What else fails, from the beginning on, is their error.
     */
    public static Flow.Publisher<Frame> publisher(DeviceStream stream, StartAt start, Executor executor) {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(executor, "executor");
        return subscriber -> {
            FramePump pump = new FramePump(executor, Objects.requireNonNull(subscriber, "subscriber"));
            try {
                pump.open(stream, start);
            } catch (RuntimeException e) {
                pump.fail(e);
            }
            pump.start();
        };
    }

    private record Listener(String deviceId, Consumer<? super Frame> frames) implements Flow.Subscriber<Frame> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Frame frame) {
            frames.accept(frame);
        }

        @Override
        public void onError(Throwable cause) {
            throw new IllegalStateException("the stream of device " + deviceId + " could not be read on", cause);
        }

        @Override
        public void onComplete() {
            // who has to know holds the stream and can ask it
        }
    }
}
