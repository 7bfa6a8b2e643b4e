// SPDX-License-Identifier: Apache-2.0
package org.jackfield.device;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a public method of a {@link Device}'s class: people and programs may call it. What is not marked is never
 * callable from outside.
 *
 * <p>Commands of one device are called one at a time, on the device's own thread and only while it is connected,
 * so that they need no guard against one another nor against {@link Device}'s methods. One that outlives its
 * time-out is interrupted. Parameters and results are what samples are made of: numbers, text, booleans, enums,
 * {@link java.time.Instant}, arrays of numbers, lists and maps.
 *
 * <pre>{@code
 * @Command(doc = "Sets the gain of the preamplifier.")
 * public double gain(@Argument(name = "db", unit = "dB", value = "3", min = 0, max = 60) double db) { … }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Command {
    /** What it does, for people. */
    String doc() default "";

    /** The unit of its result; empty if it has none. */
    String unit() default "";

    /** How long it may take. */
    int timeoutSeconds() default 20;
}
