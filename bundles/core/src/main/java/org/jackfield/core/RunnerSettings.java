// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import java.time.Duration;

/**
 * How patient the platform is with drivers.
 *
 * @param linger how long a device streams on after its last reader has left
 * @param silentEnd how often a stream is asked whether it still runs
 */
record RunnerSettings(
        Duration connect,
        Duration start,
        Duration stop,
        Duration disconnect,
        Duration linger,
        Duration firstPause,
        Duration longestPause,
        Duration silentEnd) {

    RunnerSettings {
        for (Duration duration :
                new Duration[] {connect, start, stop, disconnect, firstPause, longestPause, silentEnd}) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("times must be above 0, one was " + duration.toMillis() + " ms");
            }
        }
        if (linger.isNegative()) {
            throw new IllegalArgumentException("linger must not be negative, was " + linger.toMillis() + " ms");
        }
    }

    static RunnerSettings of(CoreConfig config) {
        return new RunnerSettings(
                Duration.ofMillis(config.connect_millis()),
                Duration.ofMillis(config.start_millis()),
                Duration.ofMillis(config.stop_millis()),
                Duration.ofMillis(config.disconnect_millis()),
                Duration.ofMillis(config.linger_millis()),
                Duration.ofMillis(config.pause_first_millis()),
                Duration.ofMillis(config.pause_longest_millis()),
                Duration.ofSeconds(1));
    }
}
