// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jackfield.control.CommandInfo;
import org.jackfield.device.DeviceDescription;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the runners of one slot tell, put in order with all else that happens there.
 *
 * <p>Runners report from their own and the clock's thread, with no lock held; each report is taken in under the slot's monitor, readers are woken outside
 * of it.
 *
 * @param monitor the slot's
 */
record RunnerReports(
        Object monitor, Plug plug, DeviceStatus status, DeviceHub hub, CommandQueue commands, LeftBehind leftBehind) {
    private static final Logger LOG = LoggerFactory.getLogger(RunnerReports.class);

    /** The driver's object is there; or it is not, because of {@code failure}, and the runner has ended. */
    void prepared(DeviceRunner runner, @Nullable Throwable failure) {
        synchronized (monitor) {
            plug.prepared(runner, failure);
        }
        hub.wake();
    }

    void described(DeviceRunner runner, DeviceDescription told, List<CommandInfo> understood) {
        synchronized (monitor) {
            if (plug.serves(runner)) {
                status.described(told, understood);
            }
        }
    }

    void entered(DeviceRunner runner, DeviceState entered) {
        synchronized (monitor) {
            if (plug.serves(runner) && !runner.wishes().closing()) {
                status.enter(entered, plug.driver());
            }
        }
        hub.wake();
    }

    /** An attempt has failed and another will follow. */
    void failed(DeviceRunner runner, Throwable failure, boolean starting) {
        synchronized (monitor) {
            if (plug.isNext(runner)) {
                plug.passOver(runner, failure); // it hangs before it was prepared
            } else if (plug.serves(runner) && !runner.wishes().closing()) {
                log(runner.claim().label(), failure);
                status.fault(failure, starting, plug.driver());
                commands.refuseAll(status.refusal(commands.refusals()));
            }
        }
        hub.wake();
    }

    /** Once: attempt after attempt fails for the same reason. */
    private void log(String driver, Throwable failure) {
        if (status.isNews(driver + " failed: " + Errors.words(failure))) {
            LOG.warn("{}: {} failed: {}", hub.deviceId(), driver, Errors.told(failure));
        } else {
            LOG.debug("{}: {} failed again: {}", hub.deviceId(), driver, Errors.words(failure));
        }
    }

    /** A command has failed. */
    ErrorRecord commandFailed(String method, Throwable failure) {
        synchronized (monitor) {
            return status.commandFailed(method, failure);
        }
    }

    /** Its thread hangs in a call that it is left to. */
    void gaveUp(DeviceRunner runner) {
        runner.busy(status.now())
                .ifPresent(at -> leftBehind.add(runner.thread(), runner.claim().label(), at));
    }

    /** It has let go of the device, or is given up. Told once. */
    void closed(DeviceRunner runner) {
        CompletableFuture<@Nullable Void> done;
        synchronized (monitor) {
            done = plug.closed(runner);
        }
        hub.wake();
        done.complete(null);
    }
}
