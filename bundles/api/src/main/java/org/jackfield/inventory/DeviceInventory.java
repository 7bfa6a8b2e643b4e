// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The devices that there are to be, each a configuration of its driver, and the types that the installed
 * drivers offer. A service.
 *
 * <p>All methods may be called from any thread. Nothing is changed unless everything is right.
 */
@ProviderType
public interface DeviceInventory {
    /** What the installed drivers offer, by name. */
    List<DeviceType> types();

    /** The type of that name or factory PID. */
    Optional<DeviceType> type(String name);

    /** Every device that is configured, by name. */
    List<DeviceConfiguration> all();

    /** How the device of that name is configured. */
    Optional<DeviceConfiguration> find(String deviceId);

    /** What is wrong with files in the configuration folder, as of some seconds after something has last changed. */
    List<ConfigurationProblem> problems();

    /**
     * Adds a device, which is there after a restart too.
     *
     * @param type its name or factory PID
     * @param parameters plain values, as JSON has them
     * @throws InventoryRefused {@code DEVICE_EXISTS}, {@code DEVICE_TYPE_NOT_FOUND}, {@code INVALID_PARAMETERS},
     *     {@code TOO_MANY_DEVICES}
     */
    DeviceConfiguration add(String deviceId, String type, Map<String, @Nullable Object> parameters);

    /**
     * Changes some of a device's parameters; null sets one back to its default.
     *
     * @throws InventoryRefused {@code DEVICE_NOT_FOUND}, {@code INVALID_PARAMETERS}, {@code DEVICE_TYPE_NOT_FOUND}
     *     while no installed driver says what its parameters may be, {@code READ_ONLY}
     */
    DeviceChange change(String deviceId, Map<String, @Nullable Object> parameters);

    /**
     * Removes a device for good, with the file that it was configured by, if any.
     *
     * @throws InventoryRefused {@code DEVICE_NOT_FOUND}, {@code READ_ONLY}
     */
    void remove(String deviceId);
}
