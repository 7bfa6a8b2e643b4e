// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that writes for clients when there is news, and looks after them now and then. It never waits. */
final class Loop implements Executor {
    private final ScheduledThreadPoolExecutor thread;

    Loop(String name) {
        thread = new ScheduledThreadPoolExecutor(
                1,
                work -> {
                    Thread made = new Thread(work, name);
                    made.setDaemon(true);
                    made.setContextClassLoader(null); // else it would hold on to whoever asked first
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy()); // after the end there is nobody to write for
    }

    @Override
    public void execute(Runnable work) {
        thread.execute(work);
    }

    /** Does it again and again. It must not fail: it would not be done again. */
    void repeat(Duration pause, Runnable work) {
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(work, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    void stop() {
        thread.shutdownNow();
    }
}
