// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.inventory.DeviceType;

/** A device type with what its parameters may be, in the driver's order, by name. Holds nothing of the driver's. */
record KnownType(DeviceType type, long bundleId, Map<String, Field> fields) {
    KnownType {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** The same under another name. */
    KnownType named(String name) {
        DeviceType renamed = new DeviceType(
                name, type.factoryPid(), type.title(), type.doc(), type.driver(), type.version(), type.schema());
        return new KnownType(renamed, bundleId, fields);
    }

    /** What is named when a parameter is not. */
    String fieldNames() {
        return String.join(", ", fields.keySet());
    }
}
