// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FramesTest {
    private final TestStream stream = new TestStream(1_000);
    private final TestExecutor executor = new TestExecutor();
    private final RecordingSubscriber subscriber = new RecordingSubscriber();

    @AfterEach
    void theRulesWereKept() {
        assertThat(subscriber.broken).isEmpty();
    }

    private void subscribe() {
        Frames.publisher(stream, StartAt.NOW, executor).subscribe(subscriber);
        executor.runAll();
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            stream.append();
        }
    }

    private List<Long> told() {
        return subscriber.frames.stream().map(Frame::sequence).toList();
    }

    @Test
    void aListenerHearsEveryFrameInOrderUntilItIsClosed() {
        List<Long> heard = new ArrayList<>();
        DeviceStream.Subscription subscription =
                Frames.listen(stream, StartAt.NOW, executor, frame -> heard.add(frame.sequence()));
        append(3);
        executor.runAll();
        append(1);
        executor.runAll();
        assertThat(heard).containsExactly(0L, 1L, 2L, 3L);
        append(1);
        subscription.close();
        subscription.close();
        executor.runAll();
        assertThat(heard).hasSize(4);
        assertThat(stream.readers).hasValue(0);
        assertThat(stream.wakes).isEmpty();
    }

    @Test
    void whatComesBetweenTheCallAndItsFirstTurnIsNotMissed() {
        List<Long> heard = new ArrayList<>();
        append(2);
        Frames.listen(stream, StartAt.NOW, executor, frame -> heard.add(frame.sequence()));
        append(1);
        executor.runAll();
        assertThat(heard).containsExactly(2L);
    }

    @Test
    void aListenerWhoFailsEndsAndTheThreadsHandlerIsTold() {
        List<Throwable> handled = handled(() -> {
            Frames.listen(stream, StartAt.NOW, executor, frame -> {
                throw new IllegalStateException("no");
            });
            append(2);
            executor.runAll();
        });
        assertThat(handled).singleElement().satisfies(e -> assertThat(e).hasMessage("no"));
        assertThat(stream.readers).hasValue(0);
    }

    @Test
    void aListenersThreadIsToldThatItsStreamHasFailed() {
        List<Throwable> handled = handled(() -> {
            Frames.listen(stream, StartAt.NOW, executor, frame -> {});
            stream.fault = new IllegalStateException("broken");
            executor.runAll();
        });
        assertThat(handled).singleElement().satisfies(e -> assertThat(e)
                .hasMessage("the stream of device pm1 could not be read on")
                .hasRootCauseMessage("broken"));
        assertThat(stream.readers).hasValue(0);
    }

    private static List<Throwable> handled(Runnable work) {
        List<Throwable> handled = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(work);
        thread.setUncaughtExceptionHandler((on, cause) -> handled.add(cause));
        thread.start();
        TestExecutor.await(() -> !thread.isAlive());
        return handled;
    }

    @Test
    void whoListensToADeviceThatHasGoneIsToldAtOnce() {
        stream.fault = new DeviceGoneException("pm1");
        assertThatThrownBy(() -> Frames.listen(stream, StartAt.NOW, executor, frame -> {}))
                .isInstanceOf(DeviceGoneException.class);
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void noFrameComesThatWasNotRequested() {
        subscribe();
        append(10);
        executor.runAll();
        assertThat(told()).isEmpty();
        subscriber.request(2);
        subscriber.request(1);
        executor.runAll();
        assertThat(told()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whoWantsNothingIsNotWokenForFrames() {
        subscribe();
        append(10);
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void requestsAddUpToNoBoundAndNotToLess() {
        subscribe();
        subscriber.asked.set(Long.MAX_VALUE);
        subscriber.subscription.request(Long.MAX_VALUE - 1);
        subscriber.subscription.request(Long.MAX_VALUE - 1);
        append(600);
        executor.runAll();
        assertThat(told()).hasSize(600);
    }

    @Test
    void aRequestForLessThanOneFrameIsAnError() {
        for (long count : new long[] {0, -1, Long.MIN_VALUE}) {
            RecordingSubscriber wrong = new RecordingSubscriber();
            Frames.publisher(stream, StartAt.NOW, executor).subscribe(wrong);
            executor.runAll();
            wrong.subscription.request(count);
            append(1);
            executor.runAll();
            assertThat(wrong.error)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected a request of at least 1 frame, came " + count);
            assertThat(wrong.ends).hasSize(1);
            assertThat(stream.readers).hasValue(0);
        }
    }

    @Test
    void afterItIsCancelledNothingIsSaidAndNothingIsHeld() {
        subscribe();
        subscriber.request(1);
        subscriber.subscription.cancel();
        assertThat(stream.readers).hasValue(0);
        assertThat(stream.wakes).isEmpty();
        subscriber.subscription.cancel();
        subscriber.subscription.request(1);
        subscriber.subscription.request(-1);
        append(1);
        executor.runAll();
        assertThat(told()).isEmpty();
        assertThat(subscriber.ends).isEmpty();
    }

    @Test
    void aSubscriberMayCancelWithinAFrame() {
        RecordingSubscriber brief = new RecordingSubscriber() {
            @Override
            public void onNext(Frame frame) {
                super.onNext(frame);
                subscription.cancel();
            }
        };
        Frames.publisher(stream, StartAt.NOW, executor).subscribe(brief);
        executor.runAll();
        brief.request(10);
        append(10);
        executor.runAll();
        assertThat(brief.frames).hasSize(1);
        assertThat(stream.readers).hasValue(0);
    }

    @Test
    void aSubscriberMayAskForOneFrameAfterTheOther() {
        RecordingSubscriber careful = new RecordingSubscriber() {
            @Override
            public void onNext(Frame frame) {
                super.onNext(frame);
                request(1);
            }
        };
        append(1_000);
        Frames.publisher(stream, StartAt.after(-1), executor).subscribe(careful);
        executor.runAll();
        careful.request(1);
        executor.runAll();
        assertThat(careful.frames).hasSize(1_000);
        careful.subscription.cancel();
    }

    @Test
    void whoReadsMuchLetsOthersHaveTheirTurn() {
        append(FramePump.TURN + 1);
        Frames.publisher(stream, StartAt.after(-1), executor).subscribe(subscriber);
        executor.runAll();
        subscriber.request(1_000);
        executor.runOne();
        assertThat(told()).hasSize(FramePump.TURN);
        executor.runOne();
        assertThat(told()).hasSize(FramePump.TURN + 1);
    }

    @Test
    void whatWasMissedIsAFrameAsTheCursorGivesIt() {
        subscribe();
        append(1_500);
        subscriber.request(2);
        executor.runAll();
        assertThat(subscriber.frames)
                .containsExactly(
                        new TestFrame(Frame.Kind.GAP, TestStream.ID, 0, 500),
                        new TestFrame(Frame.Kind.DATA, TestStream.ID, 500, 500));
    }

    @Test
    void anEndedStreamCompletesAndAFailedOneIsAnError() {
        subscribe();
        subscriber.request(1);
        stream.fault = new DeviceGoneException("pm1");
        executor.runAll();
        assertThat(subscriber.ends).containsExactly("complete");
        stream.fault = null;
        RecordingSubscriber other = new RecordingSubscriber();
        Frames.publisher(stream, StartAt.NOW, executor).subscribe(other);
        executor.runAll();
        other.request(1);
        stream.fault = new IllegalStateException("broken");
        executor.runAll();
        assertThat(other.error).hasMessage("broken");
        assertThat(stream.readers).hasValue(0);
        assertThat(stream.wakes).isEmpty();
    }

    @Test
    void aStreamThatIsStoppedCompletesOnceAllIsRead() {
        subscribe();
        append(2);
        subscriber.request(10);
        stream.stop();
        executor.runAll();
        assertThat(subscriber.frames).hasSize(2);
        assertThat(subscriber.ends).containsExactly("complete");
        assertThat(stream.readers).hasValue(0);
    }

    @Test
    void whoSubscribesToADeviceThatHasGoneIsToldAsAnError() {
        stream.fault = new DeviceGoneException("pm1");
        subscribe();
        assertThat(subscriber.subscription).isNotNull();
        assertThat(subscriber.error).isInstanceOf(DeviceGoneException.class);
    }

    @Test
    void anExecutorThatRefusesEndsItOnAnotherThreadThanTheDrivers() {
        subscribe();
        AtomicReference<Thread> told = new AtomicReference<>();
        RecordingSubscriber refused = new RecordingSubscriber() {
            @Override
            public void onError(Throwable cause) {
                told.set(Thread.currentThread());
                super.onError(cause);
            }
        };
        AtomicReference<RejectedExecutionException> full = new AtomicReference<>();
        Frames.publisher(stream, StartAt.NOW, task -> {
                    if (full.get() != null) {
                        throw full.get();
                    }
                    executor.execute(task);
                })
                .subscribe(refused);
        executor.runAll();
        refused.request(1);
        executor.runAll();
        full.set(new RejectedExecutionException("full"));
        append(1);
        refused.awaitEnd();
        assertThat(refused.error).isSameAs(full.get());
        assertThat(told.get()).isNotSameAs(Thread.currentThread());
        assertThat(stream.readers).hasValue(1);
    }

    @Test
    void anExecutorThatHasForgottenItsTasksDoesNotKeepTheDeviceFromResting() {
        DeviceStream.Subscription subscription = Frames.listen(stream, StartAt.NOW, task -> {}, frame -> {});
        assertThat(stream.readers).hasValue(1);
        subscription.close();
        assertThat(stream.readers).hasValue(0);
    }

    @Test
    void whoCancelsInTheLastFrameOfATurnNeedsNoOtherTurn() {
        append(FramePump.TURN + 1);
        RecordingSubscriber leaving = new RecordingSubscriber() {
            @Override
            public void onNext(Frame frame) {
                super.onNext(frame);
                if (frames.size() == FramePump.TURN) {
                    subscription.cancel();
                }
            }
        };
        Frames.publisher(stream, StartAt.after(-1), executor).subscribe(leaving);
        executor.runOne();
        leaving.request(1_000);
        executor.runOne();
        assertThat(leaving.frames).hasSize(FramePump.TURN);
        assertThat(executor.waiting()).isZero();
        assertThat(stream.readers).hasValue(0);
    }

    @Test
    void nobodyMaySubscribeAsNull() {
        assertThatThrownBy(() -> Frames.publisher(stream, StartAt.NOW, executor).subscribe(null))
                .isInstanceOf(NullPointerException.class);
        assertThat(stream.readers).hasValue(0);
    }
}
