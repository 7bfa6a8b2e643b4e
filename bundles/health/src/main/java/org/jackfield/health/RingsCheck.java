// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.control.Diagnosis;
import org.jackfield.stream.DeviceStreams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Whether the past that all streams may keep fits into the heap. It is the bounds that are held against it and not what
 * is kept now: a house that works in the morning is to work in the evening, when all rings are full. Stateless.
 */
@Component
@HouseCheck(name = "rings")
@Designate(ocd = RingsConfig.class)
public final class RingsCheck implements HealthCheck {
    private final KnownDevices known;
    private final long heap;
    private final int percent;

    @Activate
    public RingsCheck(@Reference DeviceStreams streams, @Reference Devices devices, RingsConfig config) {
        this(new KnownDevices(streams, devices), Runtime.getRuntime().maxMemory(), config.share_percent());
    }

    RingsCheck(KnownDevices known, long heap, int percent) {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("the share of the heap must be 1 to 100 percent, was " + percent);
        }
        this.known = known;
        this.heap = heap;
        this.percent = percent;
    }

    @Override
    public Result execute() {
        Findings found = new Findings();
        List<Diagnosis> rings =
                known.all().stream().map(ControlledDevice::diagnosis).toList();
        long kept = rings.stream().mapToLong(Diagnosis::ringBytes).sum();
        long most = rings.stream().mapToLong(Diagnosis::maxRingBytes).reduce(0, RingsCheck::sum);
        found.note(Amount.of(rings.size(), "ring") + ", " + Amount.bytes(kept) + " kept of at most "
                + Amount.bytes(most) + ", the heap has " + Amount.bytes(heap));
        if (most > heap / 100.0 * percent) {
            found.warn("all streams together may keep " + Amount.bytes(most) + ", which is more than " + percent
                    + " % of the heap: keep less of each, or give the process more memory");
        }
        return found.result();
    }

    /** Bounds that were set beyond any memory are still too much together. */
    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
