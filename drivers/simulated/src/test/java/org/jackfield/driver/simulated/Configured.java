// SPDX-License-Identifier: Apache-2.0
package org.jackfield.driver.simulated;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** Configurations as the framework makes them: what is set, and the annotation's defaults for the rest. */
final class Configured {
    private Configured() {}

    static DetectorConfig detector(Object... namesAndValues) {
        return with(DetectorConfig.class, namesAndValues);
    }

    static DaqConfig daq(Object... namesAndValues) {
        return with(DaqConfig.class, namesAndValues);
    }

    static RoverConfig rover(Object... namesAndValues) {
        return with(RoverConfig.class, namesAndValues);
    }

    private static <T> T with(Class<T> type, Object... namesAndValues) {
        Map<String, Object> values = new HashMap<>();
        values.put("device_id", "sim-1");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
    }
}
