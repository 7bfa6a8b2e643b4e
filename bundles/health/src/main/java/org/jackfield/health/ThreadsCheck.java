// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jackfield.control.Devices;
import org.jackfield.stream.DeviceStreams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Whether threads wait for one another for ever, were left behind by drivers or are too many. Stateless. */
@Component
@HouseCheck(name = "threads")
@Designate(ocd = ThreadsConfig.class)
public final class ThreadsCheck implements HealthCheck {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final KnownDevices known;
    private final int most;

    @Activate
    public ThreadsCheck(@Reference DeviceStreams streams, @Reference Devices devices, ThreadsConfig config) {
        this(new KnownDevices(streams, devices), config.most());
    }

    ThreadsCheck(KnownDevices known, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 thread must be allowed, was " + most);
        }
        this.known = known;
        this.most = most;
    }

    @Override
    public Result execute() {
        Findings found = new Findings();
        deadlocked()
                .forEach(thread -> found.critical(thread.getThreadName() + " waits for ever for " + thread.getLockName()
                        + ", which " + thread.getLockOwnerName() + " holds"));
        known.all().forEach(device -> device.diagnosis()
                .leftBehind()
                .forEach(thread -> found.warn("left behind by a driver of " + device.deviceId() + ": " + thread)));
        int count = threads.getThreadCount();
        if (count > most) {
            found.warn(Amount.of(count, "thread") + ", at most " + most + " are expected");
        } else {
            found.note(Amount.of(count, "thread"));
        }
        return found.result();
    }

    private List<ThreadInfo> deadlocked() {
        long[] ids = threads.findDeadlockedThreads();
        // A thread that has ended meanwhile has no information.
        return ids == null
                ? List.of()
                : Arrays.stream(threads.getThreadInfo(ids))
                        .filter(Objects::nonNull)
                        .toList();
    }
}
