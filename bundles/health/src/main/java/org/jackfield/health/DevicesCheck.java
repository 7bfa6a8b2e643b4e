// SPDX-License-Identifier: Apache-2.0
package org.jackfield.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.control.Diagnosis.Busy;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.DeviceStreams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Which devices are in fault and why, and whose driver does not come back. Stateless. */
@Component
@HouseCheck(name = "devices")
@Designate(ocd = DevicesConfig.class)
public final class DevicesCheck implements HealthCheck {
    private final KnownDevices known;
    private final Clock clock;
    private final Duration patience;

    @Activate
    public DevicesCheck(@Reference DeviceStreams streams, @Reference Devices devices, DevicesConfig config) {
        this(new KnownDevices(streams, devices), Clock.systemUTC(), Duration.ofSeconds(config.hangs_seconds()));
    }

    DevicesCheck(KnownDevices known, Clock clock, Duration patience) {
        if (patience.toSeconds() < 1) {
            throw new IllegalArgumentException("a call hangs after 1 s at the earliest, was " + patience);
        }
        this.known = known;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Result execute() {
        Findings found = new Findings();
        List<ControlledDevice> devices = known.all();
        int hanging = 0;
        int faulty = 0;
        for (ControlledDevice device : devices) {
            Optional<String> hang = device.diagnosis().busy().flatMap(busy -> hang(device.deviceId(), busy));
            hang.ifPresent(found::critical);
            hanging += hang.isPresent() ? 1 : 0;
            DeviceInfo info = device.info();
            if (info.state() == DeviceState.FAULT) {
                found.warn(fault(info));
                faulty++;
            }
        }
        found.note(Amount.of(devices.size(), "device") + ", " + faulty + " in fault, " + hanging + " hanging");
        return found.result();
    }

    private Optional<String> hang(String deviceId, Busy busy) {
        Duration age = Duration.between(busy.since(), clock.instant());
        return age.compareTo(patience) < 0
                ? Optional.empty()
                : Optional.of("the driver of " + deviceId + " hangs in '" + busy.step() + "' for " + Amount.time(age)
                        + ", since " + second(busy.since()));
    }

    private static String fault(DeviceInfo device) {
        return device.deviceId() + " is in fault since " + second(device.since())
                + device.lastError()
                        .map(error -> ": " + error.type() + ": " + error.message())
                        .orElse("");
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
