// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.control.Lease;
import org.jackfield.event.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The registry's devices for those who tell them what to do. Concurrent, because what it consists of is. */
@Component
public final class DeviceDesk implements Devices {
    private final Clock clock = Clock.systemUTC();
    private final Owners owners;
    private final DeviceRegistry registry;

    @Activate
    public DeviceDesk(@Reference DeviceRegistry registry, @Reference Journal journal) {
        this.owners = new Owners(clock, journal);
        this.registry = registry;
    }

    @Override
    public Optional<ControlledDevice> find(String deviceId) {
        return registry.slot(deviceId).map(slot -> new SlotControl(slot, owners, refusals(deviceId)));
    }

    @Override
    public Hold claim(String taskId, Set<String> deviceIds) {
        deviceIds.forEach(this::mustBeThere);
        return owners.claim(taskId, deviceIds);
    }

    @Override
    public Lease lease(String deviceId, String holder, String token, Duration time) {
        mustBeThere(deviceId);
        return owners.lease(deviceId, holder, token, time);
    }

    @Override
    public void release(String deviceId, String token) {
        mustBeThere(deviceId);
        owners.release(deviceId, token);
    }

    private void mustBeThere(String deviceId) {
        if (registry.slot(deviceId).isEmpty()) {
            throw refusals(deviceId).notFound();
        }
    }

    private Refusals refusals(String deviceId) {
        return new Refusals(deviceId, clock);
    }
}
