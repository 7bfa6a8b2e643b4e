// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one device is configured.
 *
 * @param deviceId its name
 * @param type the name of its type; the factory PID while no installed driver offers it
 * @param parameters what was set, without the device's name; plain values. Passwords are left out
 */
public record DeviceConfiguration(String deviceId, String type, Map<String, Object> parameters) {
    public DeviceConfiguration {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
