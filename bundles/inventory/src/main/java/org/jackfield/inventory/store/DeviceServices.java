// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jackfield.device.Device;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The services that drivers have made of configurations, whose properties these become. */
record DeviceServices(BundleContext context) {

    /** Whether there is one of a configuration with these properties. */
    boolean haveOne(Map<String, Object> properties) {
        return Arrays.stream(
                        all("(" + Device.ID + "=" + Store.escaped(String.valueOf(properties.get(Device.ID))) + ")"))
                .anyMatch(service -> isOf(properties, service));
    }

    /** Whether a configuration has made one. */
    boolean haveOneOf(String pid) {
        return all("(service.pid=" + Store.escaped(pid) + ")").length > 0;
    }

    private static boolean isOf(Map<String, Object> properties, ServiceReference<?> service) {
        return properties.entrySet().stream()
                .filter(property -> !Hidden.is(property.getKey()))
                .allMatch(property -> Objects.deepEquals(property.getValue(), service.getProperty(property.getKey())));
    }

    private ServiceReference<?>[] all(String filter) {
        try {
            return Objects.requireNonNullElse(
                    context.getAllServiceReferences(null, filter), new ServiceReference<?>[0]);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("not a filter: " + filter, e);
        }
    }
}
