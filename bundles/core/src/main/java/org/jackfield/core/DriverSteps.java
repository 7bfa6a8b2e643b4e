// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Duration;
import org.jackfield.device.Device;
import org.jackfield.device.StreamingDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a driver's stream and of its leaving, each with its patience. Used by the runner's thread.
 *
 * @param calls makes them
 */
record DriverSteps(Claim claim, DriverServices services, DriverCalls calls, RunnerSettings settings) {
    private static final Logger LOG = LoggerFactory.getLogger(DriverSteps.class);

    /** Tells a stream that would not start from one that broke. */
    static final class StartFailed extends Exception {
        private static final long serialVersionUID = 1;

        StartFailed(Throwable cause) {
            super(cause);
        }
    }

    void start(StreamingDevice device, HubSink samples) throws StartFailed {
        try {
            calls.run("startStreaming", settings.start(), true, () -> device.startStreaming(samples, claim.settings()));
        } catch (Throwable e) {
            throw new StartFailed(e);
        }
    }

    boolean isStreaming(StreamingDevice device) throws Exception {
        return calls.make("isStreaming", settings.start(), true, device::isStreaming);
    }

    void stop(StreamingDevice device) throws Exception {
        Duration patience = settings.stop().plus(DriverCall.GRACE);
        calls.run("stopStreaming", patience, false, () -> device.stopStreaming(settings.stop()));
    }

    void stopAfterFailure(StreamingDevice device) {
        try {
            stop(device);
        } catch (Throwable e) {
            unclean("stop", e);
        }
    }

    void letGo(Device device) {
        try {
            calls.run("disconnect", settings.disconnect(), false, device::disconnect);
        } catch (Throwable e) {
            unclean("disconnect", e);
        }
    }

    void release() {
        try {
            calls.run("deactivate", settings.disconnect(), false, () -> services.release(claim));
        } catch (Throwable e) {
            unclean("deactivate", e);
        }
    }

    private void unclean(String what, Throwable failure) {
        LOG.warn("{}: {} did not {} cleanly: {}", claim.deviceId(), claim.label(), what, Errors.trace(failure));
    }
}
