// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jackfield.inventory.InventoryRefused.Problem;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceStream;
import org.jackfield.stream.DeviceStreams;

/** Which names a new device can have. Any thread may ask. */
final class DeviceIds {
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    private final DeviceStreams streams;

    /** Removed, though a driver may serve them a moment longer; they can be added again meanwhile. */
    private final Set<String> leaving = ConcurrentHashMap.newKeySet();

    DeviceIds(DeviceStreams streams) {
        this.streams = streams;
    }

    void check(String deviceId, Problems problems) {
        if (!SYNTAX.matcher(deviceId).matches()) {
            problems.add(new Problem(
                    "device_id",
                    "1 to 100 letters, digits, '.', '_' or '-', not beginning with '.'",
                    Came.words(deviceId)));
        }
    }

    /** Whether a driver serves it though no configuration says so. */
    boolean isServed(String deviceId) {
        leaving.removeIf(id -> !hasDriver(id));
        return !leaving.contains(deviceId) && hasDriver(deviceId);
    }

    void removed(String deviceId) {
        leaving.removeIf(id -> !hasDriver(id));
        leaving.add(deviceId);
    }

    private boolean hasDriver(String deviceId) {
        return streams.find(deviceId)
                .map(DeviceStream::info)
                .flatMap(DeviceInfo::driver)
                .isPresent();
    }
}
