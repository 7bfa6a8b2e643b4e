// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jackfield.control.ControlledDevice;
import org.jackfield.control.Devices;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;
import org.jackfield.web.Refusal;

/**
 * Waits until a driver has made an object of a device's configuration: what it makes none of is no device, and what
 * has been written for it is taken back. Immutable.
 */
final class Construction {
    private final Devices devices;
    private final DeviceInventory inventory;
    private final Answers answers;
    private final Appearance appearance = new Appearance(Duration.ofSeconds(5));

    Construction(Devices devices, DeviceInventory inventory, Answers answers) {
        this.devices = devices;
        this.inventory = inventory;
        this.answers = answers;
    }

    /** The latest error of a device, to be told from one that comes. */
    Optional<ErrorRecord> error(String id) {
        return info(id).flatMap(DeviceInfo::lastError);
    }

    /** Whether, since now, the device has begun anew: a driver's object may take its time to let go. */
    BooleanSupplier anew(String id) {
        Optional<Instant> since = info(id).map(DeviceInfo::since);
        return () -> info(id).filter(device -> device.state() == DeviceState.DISCONNECTED // and nothing is begun
                        || !since.equals(Optional.of(device.since())))
                .isPresent();
    }

    /**
     * @param refused what is to be done if the driver makes nothing of it
     * @param before the device's error when its configuration was written
     * @param isMade whether its driver has come to it
     */
    CompletionStage<Response> await(
            Refused refused, Optional<ErrorRecord> before, BooleanSupplier isMade, Supplier<Response> answer) {
        String id = refused.id();
        return answers.to(
                appearance.of(() -> {
                    boolean isThere = isMade.getAsBoolean() && isServed(id);
                    if (!isThere) {
                        requireWanted(refused);
                    }
                    return isThere;
                }),
                there -> {
                    error(id)
                            .filter(error ->
                                    error.type().equals("ActivationFailed") && !before.equals(Optional.of(error)))
                            .ifPresent(refused::tell);
                    return answer.get();
                },
                answer);
    }

    private boolean isServed(String id) {
        return info(id).filter(device -> device.state() != DeviceState.OFFLINE).isPresent();
    }

    /** Who waits for what somebody else has deleted meanwhile is told so at once. */
    private void requireWanted(Refused refused) {
        if (inventory.find(refused.id()).isEmpty()) {
            throw new Refusal(
                    409,
                    "DeviceRemoved",
                    "'" + refused.id() + "' was deleted by somebody else while it was being " + refused.doing(),
                    refused.context());
        }
    }

    /**
     * What is done and told if a driver makes nothing of it.
     *
     * @param doing what is done to the device: added, changed
     */
    record Refused(String id, String doing, Map<String, String> context, Runnable takeBack) {
        void tell(ErrorRecord error) {
            takeBack.run();
            throw new Refusal(
                    400, new ErrorRecord("DeviceCreationError", error.message(), "device", error.time(), context));
        }
    }

    private Optional<DeviceInfo> info(String id) {
        return devices.find(id).map(ControlledDevice::info);
    }
}
