// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set of a {@link Rover}. */
@ObjectClassDefinition(
        name = "Simulated rover",
        description = "A vehicle that reports where it is and how it fares. Needs no hardware.")
@interface RoverConfig {
    double SLOWEST = 0.01;
    double FASTEST = 100;

    @AttributeDefinition(
            name = "Device name",
            description = "The device's name in every address: letters, digits, '.', '_' and '-'")
    String device_id();

    @AttributeDefinition(
            name = "Start by itself",
            description = "Whether it streams from the start on instead of from the first reader on")
    boolean device_autostart() default false;

    @AttributeDefinition(name = "Rate", description = "Reports per second", min = "" + SLOWEST, max = "" + FASTEST)
    double stream_rate() default 0.5;
}
