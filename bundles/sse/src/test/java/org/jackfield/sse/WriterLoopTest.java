// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WriterLoopTest {
    private final WriterLoop loop = new WriterLoop(
            "writer",
            new Pace(
                    Duration.ofMillis(1),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    Duration.ofMillis(50),
                    Duration.ZERO));

    @AfterEach
    void stop() {
        loop.stop();
    }

    /** Takes nothing. */
    private static final class DeafOutlet implements Outlet {
        final AtomicBoolean ended = new AtomicBoolean();

        @Override
        public void write(Batch batch, Completion completion) {}

        @Override
        public void end() {
            ended.set(true);
        }
    }

    private Connection connection(Outlet outlet) {
        return new Connection(outlet, Asked.PLAIN, TestServer.visit(), loop, new EventEncoder());
    }

    @Test
    void aStalledClientIsFoundHoweverBusyTheLoopIs() {
        AtomicBoolean done = new AtomicBoolean();
        loop.execute(new Runnable() {
            @Override
            public void run() {
                if (!done.get()) {
                    loop.execute(this); // there is always more to do
                }
            }
        });
        loop.start();
        DeafOutlet outlet = new DeafOutlet();
        connection(outlet).flush();
        Eventually.hold("the client is cut off", outlet.ended::get);
        done.set(true);
    }

    @Test
    void workThatFailsDoesNotEndTheLoop() {
        AtomicInteger ran = new AtomicInteger();
        loop.start();
        loop.execute(() -> {
            throw new IllegalStateException("provoked");
        });
        loop.execute(() -> {
            throw new AssertionError("provoked");
        });
        loop.execute(ran::incrementAndGet);
        Eventually.hold("the rest is done", () -> ran.get() == 1);
    }

    @Test
    void whatWasToBeDoneBeforeTheStopIsDone() {
        AtomicInteger ran = new AtomicInteger();
        loop.start();
        for (int i = 0; i < 100; i++) {
            loop.execute(ran::incrementAndGet);
        }
        loop.stop();
        Eventually.hold("all is done", () -> ran.get() == 100);
    }

    @Test
    void whatIsToBeDoneLaterIsDoneInTheOrderOfItsTimes() {
        List<String> done = new CopyOnWriteArrayList<>();
        loop.execute(() -> {
            long now = System.nanoTime();
            loop.later(() -> done.add("second"), now + Duration.ofMillis(20).toNanos());
            loop.later(() -> done.add("first"), now + Duration.ofMillis(10).toNanos());
            loop.execute(() -> done.add("at once"));
        });
        loop.start();
        Eventually.hold("all is done", () -> done.size() == 3);
        assertThat(done).containsSubsequence("first", "second");
    }

    @Test
    void whoComesAfterTheStopIsSentAway() {
        loop.start();
        loop.stop();
        DeafOutlet outlet = new DeafOutlet();
        Connection late = connection(outlet);
        late.flush();
        assertThat(late.isClosed()).isTrue();
        assertThat(outlet.ended).isTrue();
        assertThat(loop.size()).isZero();
    }
}
