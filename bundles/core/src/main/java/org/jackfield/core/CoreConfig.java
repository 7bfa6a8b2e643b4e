// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set for all devices. */
@ObjectClassDefinition(
        name = "Jackfield devices",
        description = "How patient the platform is with drivers, and how much of each stream it keeps.")
@interface CoreConfig {
    @AttributeDefinition(name = "Connect within", description = "Milliseconds a driver may take to connect", min = "1")
    long connect_millis() default 10_000;

    @AttributeDefinition(name = "Start within", description = "Milliseconds a driver may take to start", min = "1")
    long start_millis() default 10_000;

    @AttributeDefinition(name = "Stop within", description = "Milliseconds a driver may take to stop", min = "1")
    long stop_millis() default 2_000;

    @AttributeDefinition(
            name = "Disconnect within",
            description = "Milliseconds a driver may take to disconnect",
            min = "1")
    long disconnect_millis() default 2_000;

    @AttributeDefinition(
            name = "Wait for a turn",
            description = "Milliseconds a command waits while the device is at others or changes hands",
            min = "1")
    long command_wait_millis() default 10_000;

    @AttributeDefinition(
            name = "Linger",
            description = "Milliseconds a device streams on after its last reader has left",
            min = "0")
    long linger_millis() default 5_000;

    @AttributeDefinition(
            name = "First pause",
            description = "Milliseconds before a failed device is tried again; doubled with every failure",
            min = "1")
    long pause_first_millis() default 1_000;

    @AttributeDefinition(
            name = "Longest pause",
            description = "Milliseconds beyond which the pauses do not grow",
            min = "1")
    long pause_longest_millis() default 60_000;

    @AttributeDefinition(
            name = "Frames kept",
            description = "Frames of each stream kept for readers that come back, where the device does not say",
            min = "1")
    int ring_frames() default 65_536;

    @AttributeDefinition(
            name = "Bytes kept",
            description = "Bytes of each stream kept for readers that come back, where the device does not say",
            min = "1")
    long ring_bytes() default 16L << 20;

    @AttributeDefinition(
            name = "Largest sample",
            description = "Bytes of JSON that one sample may have; larger ones are dropped and reported",
            min = "1024")
    int sample_bytes() default 4 << 20;

    @AttributeDefinition(
            name = "Sequence block",
            description = "Sequence numbers reserved on disk at a time; a crash skips what is left of a block",
            min = "1000")
    int sequence_block() default 1_000_000;

    @AttributeDefinition(
            name = "Keep the departed",
            description = "Seconds a device without driver and readers is still listed and its frames kept",
            min = "0")
    long keep_offline_seconds() default 600;
}
