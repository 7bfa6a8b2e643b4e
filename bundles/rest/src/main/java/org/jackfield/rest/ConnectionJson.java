// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jackfield.control.Owner;
import org.jackfield.stream.DeviceInfo;

/** What LabDaemon answers when a device was connected or let go. */
final class ConnectionJson {
    private ConnectionJson() {}

    static Map<String, Object> of(DeviceInfo device, Optional<Owner> owner) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("device_id", device.deviceId());
        json.put("connected", DeviceJson.isConnected(device));
        json.put("streaming", DeviceJson.isStreaming(device));
        json.put("owned_by", owner.map(Owner::name).orElse(null));
        return json;
    }

    /** There was nothing to do. */
    static Map<String, Object> already(String deviceId, boolean connected) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("device_id", deviceId);
        json.put("connected", connected);
        json.put("message", "Device is already " + (connected ? "connected" : "disconnected"));
        return json;
    }
}
