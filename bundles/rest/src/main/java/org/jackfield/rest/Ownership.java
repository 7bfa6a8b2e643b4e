// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import org.jackfield.control.Caller;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Owner;
import org.jspecify.annotations.Nullable;

/** Who may tell a device what to do. Stateless. */
final class Ownership {
    /** Shows that a request comes from the holder of a lease. */
    static final String LEASE = "Jackfield-Lease";

    private Ownership() {}

    /**
     * The one who asks; refused at once if the device is somebody else's.
     *
     * @param address where the request comes from
     */
    static Caller caller(ControlledDevice device, String address, @Nullable String token) {
        String client = "client at " + address;
        Caller caller = token == null || token.isBlank()
                ? Caller.named(client)
                : new Caller(device.owner().map(Owner::name).orElse(client), token);
        device.check(caller);
        return caller;
    }
}
