// SPDX-License-Identifier: Apache-2.0
package org.jackfield.sse;

import org.jackfield.stream.Frame;

/** What a stream's events are called and numbered by. */
enum Naming {
    /** By their kind and by the device's own numbers. */
    ONE_DEVICE,
    /** By their kind and by their place among all devices' frames. */
    MANY_DEVICES,
    /** By what has happened, and by the journal's numbers. */
    HAPPENINGS;

    /**
     * The number with which a client comes back that has got this frame: the last one that it need not see again.
     * -1 if it has none, as a status of one device.
     */
    long id(Frame frame) {
        if (this == MANY_DEVICES) {
            return frame.position();
        }
        return switch (frame.kind()) {
            case DATA -> frame.sequence();
            case GAP -> frame.sequence() - 1;
            default -> -1;
        };
    }
}
