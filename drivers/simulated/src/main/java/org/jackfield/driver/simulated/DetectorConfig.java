// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set of a {@link Detector}. */
@ObjectClassDefinition(
        name = "Simulated detector",
        description = "One reading at a time, which wanders around a level. Needs no hardware.")
@interface DetectorConfig {
    double SLOWEST = 0.001;
    double FASTEST = 10_000;
    double EXTENT = 1e9;
    int UNIT_LETTERS = 20;

    @AttributeDefinition(
            name = "Device name",
            description = "The device's name in every address: letters, digits, '.', '_' and '-'")
    String device_id();

    @AttributeDefinition(
            name = "Start by itself",
            description = "Whether it streams from the start on instead of from the first reader on")
    boolean device_autostart() default false;

    @AttributeDefinition(name = "Rate", description = "Readings per second", min = "" + SLOWEST, max = "" + FASTEST)
    double stream_rate() default 10;

    @AttributeDefinition(
            name = "Level",
            description = "What the readings wander around, between the bounds, in the unit below",
            min = "" + -EXTENT,
            max = "" + EXTENT)
    double level() default 5;

    @AttributeDefinition(
            name = "Unit",
            description = "The unit of level, step and bounds as people write it, at most 20 characters")
    String unit() default "mW";

    @AttributeDefinition(
            name = "Step",
            description = "How far a reading can be from the one before, in the unit above",
            min = "0",
            max = "" + EXTENT)
    double step() default 0.05;

    @AttributeDefinition(
            name = "Lower bound",
            description = "The lowest reading, in the unit above",
            min = "" + -EXTENT,
            max = "" + EXTENT)
    double lower_bound() default 0;

    @AttributeDefinition(
            name = "Upper bound",
            description = "The highest reading, in the unit above; not below the lower bound",
            min = "" + -EXTENT,
            max = "" + EXTENT)
    double upper_bound() default 10;

    @AttributeDefinition(
            name = "Seed",
            description = "A whole number; equal ones give equal readings, 0 gives others with every start")
    long seed() default 0;
}
