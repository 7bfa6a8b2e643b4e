// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jackfield.device.Channel;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.web.ErrorJson;

/** A device as the wire has it: LabDaemon's six fields first, then what it did not know. */
final class DeviceJson {
    private DeviceJson() {}

    static Map<String, Object> of(DeviceInfo device) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("device_id", device.deviceId());
        json.put("device_type", device.type());
        json.put("connected", device.state() == DeviceState.CONNECTED || device.state() == DeviceState.STREAMING);
        json.put("streaming", device.state() == DeviceState.STREAMING);
        json.put("owned_by", null);
        json.put("last_error", device.lastError().map(ErrorJson::of).orElse(null));
        json.put("state", device.state().wireName());
        json.put("since", ErrorJson.time(device.since()));
        json.put("vendor", device.vendor());
        json.put("model", device.model());
        json.put("channels", device.channels().stream().map(DeviceJson::channel).toList());
        json.put("driver", device.driver().map(DeviceJson::driver).orElse(null));
        json.put("refused", device.refused());
        json.put("readers", device.readers());
        json.put("next_sequence", device.nextSequence());
        json.put("refused_samples", device.refusedSamples());
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
