// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.Optional;
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
     * The one who asks; refused at once if the device cannot be theirs. Whether a lease's token is the right one is
     * for the device to say.
     *
     * @param address where the request comes from
     */
    static Caller caller(ControlledDevice device, String address, @Nullable String token) {
        Optional<Owner> owner = device.owner();
        boolean mayHoldIt = token != null
                && !token.isBlank()
                && owner.filter(held -> held.kind() == Owner.Kind.TASK).isEmpty();
        if (mayHoldIt && token != null) {
            return new Caller(owner.map(Owner::name).orElse("client at " + address), token);
        }
        Caller caller = Caller.named("client at " + address);
        device.check(caller);
        return caller;
    }
}
