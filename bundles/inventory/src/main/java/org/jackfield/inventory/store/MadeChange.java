// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jackfield.inventory.DeviceChange;
import org.jackfield.inventory.DeviceConfiguration;

/**
 * A change with what it has replaced. Immutable.
 *
 * @param isServedSo whether there is a service with these properties
 * @param putBack gives the device the properties of the first if it has those of the second
 */
record MadeChange(
        DeviceConfiguration configuration,
        StoredDevice before,
        StoredDevice after,
        Predicate<Map<String, Object>> isServedSo,
        PutBack putBack)
        implements DeviceChange {

    /** Changes a device from one state to another. */
    interface PutBack {
        void accept(StoredDevice before, StoredDevice after);
    }

    @Override
    public boolean hasArrived() {
        return isServedSo.test(after.properties());
    }

    @Override
    public void takeBack() {
        putBack.accept(before, after);
    }

    /** Whether two are configured alike. */
    static boolean areAlike(StoredDevice one, StoredDevice other) {
        return one.pid().equals(other.pid())
                && one.properties().keySet().equals(other.properties().keySet())
                && one.properties().entrySet().stream()
                        .allMatch(property -> Objects.deepEquals(
                                property.getValue(), other.properties().get(property.getKey())));
    }
}
