// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jackfield.control.Diagnosis.Busy;
import org.jackfield.core.DriverCall.Interrupted;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one runner into its driver, one after the other.
 *
 * <p>The runner's thread makes them; the clock's thread and whoever closes the runner ask, under the
 * monitor, for the present one: what they knew of an earlier one must not be held against it.
 */
final class DriverCalls {
    /** A call that takes longer is one that people ask about. */
    private static final Duration LONG = Duration.ofSeconds(1);

    private static final String LET_GO = "the device was let go";

    private final ScheduledExecutorService clock;
    private final BooleanSupplier closing;
    private final Consumer<Interrupted> onHang;

    private @Nullable DriverCall present;
    private boolean abortable;
    private boolean stuck;
    private volatile boolean command;

    /**
     * @param closing whether a call that may be aborted is to be
     * @param onHang hears, on the clock's thread, of a call that does not answer its interruption
     */
    DriverCalls(ScheduledExecutorService clock, BooleanSupplier closing, Consumer<Interrupted> onHang) {
        this.clock = clock;
        this.closing = closing;
        this.onHang = onHang;
    }

    /** What has no result. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    void run(String what, Duration timeout, boolean mayAbort, Action action) throws Exception {
        boolean done = make(what, timeout, mayAbort, () -> {
            action.run();
            return true;
        });
        assert done;
    }

    <T> T make(String what, Duration timeout, boolean mayAbort, Callable<T> action) throws Exception {
        DriverCall call = new DriverCall(what, timeout, clock, this::hangs);
        synchronized (this) {
            present = call;
            abortable = mayAbort;
        }
        if (mayAbort && closing.getAsBoolean()) {
            call.cut(LET_GO); // closed between the last look and this call
        }
        try {
            return call.make(action);
        } finally {
            synchronized (this) {
                present = null;
                stuck = false;
            }
        }
    }

    /** Makes a call that is aborted only by who takes the driver away. */
    <T> @Nullable T command(String what, Duration timeout, Callable<@Nullable T> action) throws Exception {
        try {
            command = true;
            return make(what, timeout, false, () -> Optional.<T>ofNullable(action.call()))
                    .orElse(null);
        } finally {
            command = false;
        }
    }

    /** Cuts a command short: its driver is about to go. */
    void abortCommand() {
        DriverCall call;
        synchronized (this) {
            call = command ? present : null;
        }
        if (call != null) {
            call.cut("its driver or its device was changed or removed");
        }
    }

    /** Cuts the present call short, if it is one that may be. */
    void abort() {
        DriverCall call;
        synchronized (this) {
            call = abortable ? present : null;
        }
        if (call != null) {
            call.cut(LET_GO);
        }
    }

    /** Whether the present call does not answer its interruption. */
    synchronized boolean isStuck() {
        return stuck;
    }

    /** The present call, if it takes long or does not answer its interruption. */
    Optional<Busy> busy(Instant now) {
        DriverCall call;
        boolean hangs;
        synchronized (this) {
            call = present;
            hangs = stuck;
        }
        return Optional.ofNullable(call)
                .filter(known -> hangs || known.age().compareTo(LONG) > 0)
                .map(known -> known.busy(now));
    }

    private void hangs(DriverCall call) {
        synchronized (this) {
            if (call != present) {
                return; // it has come back in this very moment
            }
            stuck = true;
        }
        onHang.accept(call.hanging());
    }
}
