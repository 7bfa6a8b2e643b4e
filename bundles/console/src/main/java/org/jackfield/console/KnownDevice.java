// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.util.Optional;
import org.jackfield.control.Owner;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.stream.DeviceInfo;
import org.jackfield.stream.DeviceState;
import org.jackfield.stream.ErrorRecord;

/**
 * A device at one moment, from all who know something of it.
 *
 * @param id its name
 * @param info of the streams; empty if no driver serves or served it
 * @param configuration of the inventory; empty if it is nobody's to configure
 * @param owner who has it for itself
 */
record KnownDevice(
        String id, Optional<DeviceInfo> info, Optional<DeviceConfiguration> configuration, Optional<Owner> owner) {
    /** As its driver names it, or the type that it was configured as. */
    String type() {
        return info.map(DeviceInfo::type)
                .filter(type -> !type.isEmpty())
                .or(() -> configuration.map(DeviceConfiguration::type))
                .orElse("");
    }

    DeviceState state() {
        return info.map(DeviceInfo::state).orElse(DeviceState.OFFLINE);
    }

    long nextSequence() {
        return info.map(DeviceInfo::nextSequence).orElse(0L);
    }

    int readers() {
        return info.map(DeviceInfo::readers).orElse(0);
    }

    String driver() {
        return info.flatMap(DeviceInfo::driver)
                .map(driver -> driver.name() + " " + driver.version())
                .orElse("");
    }

    Optional<ErrorRecord> lastError() {
        return info.flatMap(DeviceInfo::lastError);
    }
}
