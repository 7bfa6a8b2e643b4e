// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AudienceTest {
    private final WriterLoop loop = new WriterLoop("writer", TestServer.PATIENT);
    private final Audience audience = new Audience(loop);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() {
        loop.stop();
    }

    private static long rest(int millis) {
        return Duration.ofNanos(Audience.rest(Duration.ofMillis(millis).toNanos()))
                .toMillis();
    }

    /** Is asked for news and has none, after a while. */
    private Source slow(Duration time) {
        return new Source() {
            @Override
            public Batch next() {
                LockSupport.parkNanos(time.toNanos());
                asked.incrementAndGet();
                return null;
            }

            @Override
            public void finish() {}

            @Override
            public void close() {}
        };
    }

    private void join(Source source) {
        Connection connection =
                new Connection(new EndlessOutlet(), Asked.PLAIN, TestServer.visit(), loop, new EventEncoder());
        connection.flush();
        connection.read(source);
        audience.add(connection);
    }

    /** Takes everything at once. */
    private static final class EndlessOutlet implements Outlet {
        @Override
        public void write(Batch batch, Completion completion) {
            completion.written();
        }

        @Override
        public void end() {}
    }

    @Test
    void fewClientsNeverWait() {
        assertThat(rest(0)).isZero();
        assertThat(rest(4)).isZero();
    }

    @Test
    void theRestIsAPartOfALongPassAndBounded() {
        assertThat(rest(10)).isEqualTo(5);
        assertThat(rest(30)).isEqualTo(15);
        assertThat(rest(10_000)).isEqualTo(20);
    }

    @Test
    void whatComesWhileTheLoopRestsIsWrittenAfterwards() {
        join(slow(Duration.ofMillis(10)));
        loop.start();
        int before = asked.get();
        audience.call();
        Eventually.hold("there was a pass", () -> asked.get() > before);
        int passed = asked.get();
        audience.call(); // it rests now, or still walks
        Eventually.hold("there was another", () -> asked.get() > passed);
    }
}
