// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.util.Locale;

/** What a device is doing. */
public enum DeviceState {
    /** Nobody serves it. */
    OFFLINE,
    /** Let go on request; it is taken up again on request too. */
    DISCONNECTED,
    /** Its driver reaches for the hardware. */
    CONNECTING,
    /** Ready; nobody reads, or it has nothing to stream. */
    CONNECTED,
    /** Samples come. */
    STREAMING,
    /** Another driver instance takes it over. */
    HANDOVER,
    /** Something failed; it is tried again after a pause. */
    FAULT;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** Its name on the wire. */
    public String wireName() {
        return wireName;
    }
}
