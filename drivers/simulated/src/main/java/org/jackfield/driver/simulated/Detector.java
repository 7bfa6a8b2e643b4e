// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jackfield.device.Argument;
import org.jackfield.device.Channel;
import org.jackfield.device.Command;
import org.jackfield.device.Device;
import org.jackfield.device.StreamingDevice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** The plainest of instruments, a power meter's head perhaps: one number a sample. */
@Component(
        name = "org.jackfield.driver.simulated.Detector",
        service = {Device.class, StreamingDevice.class},
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DetectorConfig.class, factory = true)
public final class Detector extends SimulatedDevice {
    /** How much of a step leads back to the level: enough to stay near it, too little to be seen. */
    private static final double PULL = 0.02;

    private final String unit;
    /** Set by commands, read by the loop. */
    private volatile double level;
    /** Whether readings are to go on from the level; set after it. */
    private volatile boolean moved;

    private final double step;
    private final double lower;
    private final double upper;
    private final SplittableRandom random;
    private double reading;

    @Activate
    public Detector(DetectorConfig config) {
        super(
                "Detector",
                config.device_id(),
                new Rates(DetectorConfig.SLOWEST, DetectorConfig.FASTEST).including(config.stream_rate()));
        unit = Attribute.text("unit", config.unit(), DetectorConfig.UNIT_LETTERS);
        step = Attribute.number("step", config.step(), 0, DetectorConfig.EXTENT);
        upper = Attribute.number("upper.bound", config.upper_bound(), -DetectorConfig.EXTENT, DetectorConfig.EXTENT);
        lower = Attribute.number("lower.bound", config.lower_bound(), -DetectorConfig.EXTENT, upper);
        level = Attribute.number("level", config.level(), lower, upper);
        random = config.seed() == 0 ? new SplittableRandom() : new SplittableRandom(config.seed());
        reading = level;
    }

    @Override
    Double sample() {
        if (moved) {
            moved = false;
            reading = level;
        }
        double chance = (1 - PULL) * step * (2 * random.nextDouble() - 1);
        double back = within(-PULL * step, PULL * step, level - reading);
        reading = within(lower, upper, reading + chance + back);
        return reading;
    }

    private static double within(double least, double most, double value) {
        return Math.max(least, Math.min(most, value));
    }

    @Command(doc = "The level around which readings wander.")
    public double level() {
        return level;
    }

    @Command(doc = "Sets the level around which readings wander, and has them go on from there. Answers the level set.")
    public double setLevel(@Argument(name = "level", doc = "between the bounds of the configuration") double target) {
        level = Attribute.number("level", target, lower, upper);
        moved = true;
        return level;
    }

    @Command(doc = "Takes as long as a detector that has to cool down.", timeoutSeconds = 120)
    public double coolDown(
            @Argument(name = "seconds", value = "5", unit = "s", min = 0, max = 100, doc = "how long") double seconds)
            throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.round(seconds * 1000));
        return seconds;
    }

    @Override
    List<Channel> channels() {
        return List.of(Channel.scalar("reading", unit));
    }
}
