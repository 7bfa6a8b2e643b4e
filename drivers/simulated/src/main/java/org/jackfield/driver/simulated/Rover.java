// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jackfield.device.Channel;
import org.jackfield.device.Device;
import org.jackfield.device.StreamingDevice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** A device whose samples are records, as a Cosmic Rover dashboard reads them. */
@Component(
        name = "org.jackfield.driver.simulated.Rover",
        service = {Device.class, StreamingDevice.class},
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RoverConfig.class, factory = true)
public final class Rover extends SimulatedDevice {
    private static final DateTimeFormatter LOCAL_MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    // Hundredths, so that two decimals are all there is.
    private final Wanderer x = new Wanderer(1040, 1060, 2);
    private final Wanderer y = new Wanderer(2500, 2520, 2);
    private final Wanderer battery = new Wanderer(9500, 9550, 3);
    private final Wanderer signal = new Wanderer(-80, -65, 2);

    @Activate
    public Rover(RoverConfig config) {
        super(
                "Rover",
                config.device_id(),
                new Rates(RoverConfig.SLOWEST, RoverConfig.FASTEST).including(config.stream_rate()));
    }

    @Override
    Map<String, Object> sample() {
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("x", x.next() / 100.0);
        location.put("y", y.next() / 100.0);
        Map<String, Object> telemetry = new LinkedHashMap<>();
        telemetry.put("timestamp", LocalDateTime.now(ZoneId.systemDefault()).format(LOCAL_MICROS));
        telemetry.put("location", location);
        telemetry.put("battery_level", battery.next() / 100.0);
        telemetry.put("signal_strength", signal.next());
        return telemetry;
    }

    @Override
    List<Channel> channels() {
        return List.of(
                new Channel("timestamp", "", Channel.Type.TEXT, List.of()),
                Channel.scalar("location.x", ""),
                Channel.scalar("location.y", ""),
                Channel.scalar("battery_level", "%"),
                new Channel("signal_strength", "dBm", Channel.Type.INTEGER, List.of()));
    }
}
