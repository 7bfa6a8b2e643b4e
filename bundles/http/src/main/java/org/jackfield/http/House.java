// SPDX-License-Identifier: Apache-2.0
package org.jackfield.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jackfield.driver.Drivers;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Whether clients can be let in: every bundle has been started and the drivers that lie there have been judged, so
 * that a device that was there before a restart is there after it. A driver that takes its time is not waited for
 * long. One thread at a time asks.
 */
final class House implements BooleanSupplier {
    private static final Duration FOR_DRIVERS = Duration.ofSeconds(10);

    private final BundleContext context;
    private final LongSupplier nanoTime;
    private Optional<Long> started = Optional.empty();

    House(BundleContext context, LongSupplier nanoTime) {
        this.context = context;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean getAsBoolean() {
        if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() != Bundle.ACTIVE) {
            return false;
        }
        long now = nanoTime.getAsLong();
        long since = started.orElse(now);
        started = Optional.of(since);
        return now - since > FOR_DRIVERS.toNanos() || areDriversJudged();
    }

    private boolean areDriversJudged() {
        ServiceReference<Drivers> reference = context.getServiceReference(Drivers.class);
        Drivers drivers = reference == null ? null : context.getService(reference);
        if (reference == null || drivers == null) {
            return true; // none are deployed here
        }
        try {
            return drivers.areJudged();
        } finally {
            context.ungetService(reference);
        }
    }
}
