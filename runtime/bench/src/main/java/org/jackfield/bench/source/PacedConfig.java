// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.source;

/** What can be set of a {@link PacedDevice}. */
@interface PacedConfig {
    /** The device's name in every address. */
    String device_id();

    /** Whether it streams without readers too. */
    boolean device_autostart() default true;

    /** Where the bench listens. */
    int control_port();

    /** Of a block; without any, each sample is one number. */
    int channels() default 0;

    /** Of each channel in a block. */
    int samples() default 1000;
}
