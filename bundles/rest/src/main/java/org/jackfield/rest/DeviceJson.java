// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jackfield.control.Owner;
import org.jackfield.device.Channel;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.web.ErrorJson;

/** A device as the wire has it: LabDaemon's six fields first, then what it did not know. */
final class DeviceJson {
    private DeviceJson() {}

    static Map<String, Object> of(DeviceInfo device, Optional<Owner> owner) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("device_id", device.deviceId());
        json.put("device_type", device.type());
        json.put("connected", isConnected(device));
        json.put("streaming", isStreaming(device));
        json.put("owned_by", owner.map(Owner::name).orElse(null));
        json.put("last_error", device.lastError().map(ErrorJson::stored).orElse(null));
        json.put("state", device.state().wireName());
        json.put("since", ErrorJson.time(device.since()));
        json.put("vendor", device.vendor());
        json.put("model", device.model());
        json.put("channels", channels(device));
        json.put("driver", device.driver().map(DeviceJson::driver).orElse(null));
        json.put("refused", device.refused());
        json.put("readers", device.readers());
        json.put("next_sequence", device.nextSequence());
        json.put("refused_samples", device.refusedSamples());
        json.put("owner", owner.map(DeviceJson::owner).orElse(null));
        return json;
    }

    static boolean isConnected(DeviceInfo device) {
        return device.state() == DeviceState.CONNECTED || isStreaming(device);
    }

    static boolean isStreaming(DeviceInfo device) {
        return device.state() == DeviceState.STREAMING;
    }

    static List<Map<String, Object>> channels(DeviceInfo device) {
        return device.channels().stream().map(DeviceJson::channel).toList();
    }

    static Map<String, Object> owner(Owner owner) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", owner.kind().wireName());
        json.put("name", owner.name());
        json.put("since", ErrorJson.time(owner.since()));
        json.put("until", owner.until().map(ErrorJson::time).orElse(null));
        return json;
    }

    private static Map<String, Object> driver(DeviceInfo.DriverInfo driver) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", driver.name());
        json.put("version", driver.version());
        json.put("bundle_id", driver.bundleId());
        return json;
    }

    private static Map<String, Object> channel(Channel channel) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", channel.name());
        json.put("unit", channel.unit());
        json.put("type", channel.type().name().toLowerCase(Locale.ROOT));
        json.put("shape", channel.shape());
        return json;
    }
}
