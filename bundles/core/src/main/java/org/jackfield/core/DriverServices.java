// SPDX-License-Identifier: Apache-2.0
package org.jackfield.core;

import org.jackfield.device.Device;

/** Where a claim's object comes from; the framework, outside of tests. Both may run driver code. */
interface DriverServices {
    /** The driver's object, which activates it. */
    Device obtain(Claim claim) throws Exception;

    /** Is done with it, which deactivates it. */
    void release(Claim claim);
}
