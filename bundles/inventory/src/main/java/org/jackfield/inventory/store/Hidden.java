// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.List;
import org.jackfield.device.Device;

/** Which properties of a configuration are not its device's parameters. */
final class Hidden {
    /** Their beginnings: the framework's and Configuration Admin's, File Install's, Configurator's, private ones. */
    private static final List<String> OURS = List.of("service.", "felix.fileinstall.", "component.", ":", ".");

    private Hidden() {}

    static boolean is(String property) {
        return property.equals(Device.ID) || OURS.stream().anyMatch(property::startsWith);
    }
}
