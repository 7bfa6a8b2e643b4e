// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jackfield.device.Device;
import org.jackfield.device.StreamingDevice;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Which devices a bundle says it serves. Looks at service references only, never at a driver's objects. */
final class DeviceClaims {
    private static final Set<String> DEVICES = Set.of(Device.class.getName(), StreamingDevice.class.getName());

    private DeviceClaims() {}

    /** For each device's name, whether it is to stream without readers. */
    static Map<String, Boolean> of(Bundle bundle) {
        Map<String, Boolean> claims = new TreeMap<>();
        for (ServiceReference<?> service : services(bundle)) {
            if (service.getProperty(Constants.OBJECTCLASS) instanceof String[] types
                    && !Collections.disjoint(Arrays.asList(types), DEVICES)
                    && service.getProperty(Device.ID) instanceof String id) {
                claims.put(id, Boolean.parseBoolean(String.valueOf(service.getProperty(Device.AUTOSTART))));
            }
        }
        return claims;
    }

    private static ServiceReference<?>[] services(Bundle bundle) {
        try {
            return Optional.ofNullable(bundle.getRegisteredServices()).orElse(new ServiceReference<?>[0]);
        } catch (IllegalStateException e) {
            return new ServiceReference<?>[0]; // uninstalled meanwhile, by somebody else: it serves nothing
        }
    }
}
