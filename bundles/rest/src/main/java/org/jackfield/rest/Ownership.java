// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jackfield.control.Caller;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Owner;
import org.jackfield.web.ErrorJson;
import org.jackfield.web.Refusal;
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
        if (owner.isPresent() && !mayHoldIt) {
            throw inUse(device.deviceId(), owner.get());
        }
        return mayHoldIt && token != null
                ? new Caller(owner.map(Owner::name).orElse("client at " + address), token)
                : Caller.named("client at " + address);
    }

    static Refusal inUse(String deviceId, Owner owner) {
        Map<String, String> context = new LinkedHashMap<>();
        context.put("device_id", deviceId);
        context.put(owner.kind() == Owner.Kind.TASK ? "task_id" : "holder", owner.name());
        owner.until().ifPresent(until -> context.put("until", ErrorJson.time(until)));
        String words = owner.kind() == Owner.Kind.TASK
                ? "' is owned by task '" + owner.name() + "'"
                : "' is leased to '" + owner.name() + "'"
                        + owner.until()
                                .map(until -> " until " + ErrorJson.time(until))
                                .orElse("");
        return new Refusal(409, "DeviceInUse", "Device '" + deviceId + words, context);
    }
}
