// SPDX-License-Identifier: Apache-2.0
package org.jackfield.control;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Every device as something that can be told what to do, and to whom each belongs. A service.
 *
 * <p>All methods may be called from any thread. What is refused is refused with a {@link ControlRefused}.
 */
@ProviderType
public interface Devices {
    /** The device of that name; empty if nobody serves or served such a device. */
    Optional<ControlledDevice> find(String deviceId);

    /**
     * Makes all these devices a task's own, or none of them.
     *
     * @throws ControlRefused {@code DeviceNotFound}, {@code DeviceInUse}
     */
    Hold claim(String taskId, Set<String> deviceIds);

    /**
     * Reserves a device for a person for a while, or for longer when it is that person's already.
     *
     * @param holder who, in words that others will be shown
     * @param token what the holder was given with the first lease; empty for a first
     * @throws ControlRefused {@code DeviceNotFound}, {@code DeviceInUse}, {@code InvalidRequest}
     */
    Lease lease(String deviceId, String holder, String token, Duration time);

    /**
     * Ends a lease before its time.
     *
     * @throws ControlRefused {@code LeaseNotFound}, {@code DeviceNotFound}
     */
    void release(String deviceId, String token);

    /** Devices held together until this is closed. */
    @ProviderType
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }
}
