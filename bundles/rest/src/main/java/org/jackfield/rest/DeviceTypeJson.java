// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.inventory.DeviceType;

/** A kind of device as the wire has it, with all that is needed to draw a form. */
final class DeviceTypeJson {
    private DeviceTypeJson() {}

    static Map<String, Object> of(DeviceType type) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", type.name());
        json.put("factory_pid", type.factoryPid());
        json.put("title", type.title());
        json.put("doc", type.doc());
        json.put("driver", type.driver());
        json.put("version", type.version());
        json.put("schema", type.schema());
        return json;
    }
}
