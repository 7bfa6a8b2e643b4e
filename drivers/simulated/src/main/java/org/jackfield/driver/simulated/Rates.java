// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import org.jackfield.device.StreamSettings;

/**
 * How often a device can give a sample.
 *
 * @param slowest samples per second at the least
 * @param fastest samples per second at the most
 */
record Rates(double slowest, double fastest) {
    /** These, if the configured rate is among them: unlike a reader's wish it is not bent but refused. */
    Rates including(double configured) {
        Attribute.number("stream.rate", configured, slowest, fastest);
        return this;
    }

    /** What comes nearest to a wish. */
    StreamSettings nearest(StreamSettings wish) {
        return new StreamSettings(Math.max(slowest, Math.min(fastest, wish.sampleRate())));
    }
}
