// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;

/**
 * Remembers why bundles did not start, which the framework only tells listeners.
 *
 * <p>Written by the framework's event thread, read by the thread that starts.
 */
final class StartErrors implements FrameworkListener {
    private static final Duration EVENTS_WITHIN = Duration.ofSeconds(5);

    private final Map<Bundle, Throwable> errors = new ConcurrentHashMap<>();
    private final CountDownLatch started = new CountDownLatch(1);

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTED) {
            started.countDown();
        }
        if (event.getType() == FrameworkEvent.ERROR && event.getThrowable() != null) {
            errors.putIfAbsent(event.getBundle(), event.getThrowable());
        }
    }

    /** Waits for the last event of a start: they come in order, but late. */
    void await() throws InterruptedException {
        started.await(EVENTS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    Optional<Throwable> of(Bundle bundle) {
        return Optional.ofNullable(errors.get(bundle));
    }
}
