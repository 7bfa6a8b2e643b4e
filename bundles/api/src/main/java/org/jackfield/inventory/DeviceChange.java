// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A change of a device's configuration that was made, for whoever finds that its driver does not take it: what only a
 * driver knows to be wrong comes out when it is told. May be used from any thread.
 */
@ProviderType
public interface DeviceChange {
    /** How the device was configured by it. */
    DeviceConfiguration configuration();

    /** Whether the driver's service is that of the changed configuration by now. */
    boolean hasArrived();

    /** Puts back what it has replaced, unless the device has been changed again or removed since. */
    void takeBack();
}
