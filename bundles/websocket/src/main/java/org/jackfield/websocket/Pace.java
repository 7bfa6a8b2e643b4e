// SPDX-License-Identifier: Apache-2.0
package org.jackfield.websocket;

import java.time.Duration;

/**
 * How clients are looked after.
 *
 * @param tick between two looks
 * @param ping a client to which nothing was sent for this long is asked whether it is there
 * @param stalled how long one write, or the answer to a ping, may take before the client is given up
 * @param farewell how long, when all streams end, clients have to take it
 */
record Pace(Duration tick, Duration ping, Duration stalled, Duration farewell) {
    Pace {
        if (ping.compareTo(Duration.ofSeconds(1)) < 0 || stalled.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "ping and stalled must be at least a second, were " + ping + " and " + stalled);
        }
    }
}
