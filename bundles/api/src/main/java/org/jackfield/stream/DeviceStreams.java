// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Every device's stream. A service.
 *
 * <p>A stream belongs to the device's name, not to the driver that happens to serve it: it stays, with its
 * readers, while drivers come, go and are replaced.
 */
@ProviderType
public interface DeviceStreams {
    /** All that are known now, by name. */
    List<DeviceStream> all();

    /** The stream of the device of that name; empty if nobody serves or served such a device. */
    Optional<DeviceStream> find(String deviceId);

    /**
     * Begins to read many devices; none, until they are added.
     *
     * @param wake called when there may be something to read; see {@link DeviceStream#onFrames}
     */
    DevicesReader readMany(Runnable wake);
}
