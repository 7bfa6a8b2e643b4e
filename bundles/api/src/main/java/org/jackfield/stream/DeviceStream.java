// SPDX-License-Identifier: Apache-2.0
package org.jackfield.stream;

import org.osgi.annotation.versioning.ProviderType;

/** The stream of one device. All methods return at once and may be called from any thread. */
@ProviderType
public interface DeviceStream {
    /** The device's name. */
    String deviceId();

    /** What is known of the device now. */
    DeviceInfo info();

    /**
     * Begins to read. The cursor counts as a reader, for whom the device is kept streaming, until it is
     * closed.
     */
    FrameCursor read(StartAt start);

    /**
     * The same stream with less in it. Its frames keep the numbers they have; views of a view are not made.
     *
     * @throws IllegalArgumentException if the device has no channel of a name that is asked for, saying which it
     *     has
     */
    DeviceStream view(View view);

    /**
     * Has {@code wake} called after every frame.
     *
     * @param wake a signal and never the work itself: it is called on the driver's thread. One for many
     *     cursors is better than one for each.
     * @return ends it
     */
    Subscription onFrames(Runnable wake);

    /** Something to be ended once. */
    @ProviderType
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
