// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jackfield.device.Device;
import org.jackfield.inventory.DeviceConfiguration;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.Configuration.ConfigurationAttribute;
import org.osgi.service.cm.ConfigurationAdmin;

/** One device's configuration at one moment. */
record StoredDevice(Configuration configuration, Map<String, Object> properties, ConfigFiles files) {

    /** Empty if it was deleted meanwhile. */
    static Optional<StoredDevice> of(Configuration configuration, ConfigFiles files) {
        try {
            Dictionary<String, Object> properties = configuration.getProperties();
            return properties == null
                    ? Optional.empty()
                    : Optional.of(new StoredDevice(
                            configuration, new LinkedHashMap<>(FrameworkUtil.asMap(properties)), files));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    String deviceId() {
        return String.valueOf(properties.get(Device.ID));
    }

    String factoryPid() {
        return String.valueOf(properties.get(ConfigurationAdmin.SERVICE_FACTORYPID));
    }

    String pid() {
        return String.valueOf(properties.get("service.pid"));
    }

    /** As others are shown it. */
    DeviceConfiguration shown(Optional<KnownType> type) {
        Map<String, Object> parameters = new TreeMap<>();
        properties.forEach((name, value) -> {
            Optional<Field> field = type.map(known -> known.fields().get(name));
            if (!Hidden.is(name) && field.map(Field::kind).orElse(Kind.TEXT) != Kind.SECRET) {
                parameters.put(name, StoredValue.plain(value, field.orElse(null)));
            }
        });
        return new DeviceConfiguration(
                deviceId(), type.map(known -> known.type().name()).orElseGet(this::factoryPid), parameters);
    }

    /** Whether it must not be changed, as File Install says of those whose files must not be. */
    boolean isReadOnly() {
        Set<ConfigurationAttribute> attributes = configuration.getAttributes();
        return attributes.contains(ConfigurationAttribute.READ_ONLY);
    }

    Optional<DeviceFile> file() {
        return files.of(properties).map(file -> new DeviceFile(file, properties));
    }

    /**
     * The same, changed and kept; without the values that are empty. If it has a file, that is written first and read
     * as File Install reads it, so that the two agree whoever else has written in it.
     */
    StoredDevice with(Map<String, Optional<Object>> changes) {
        Map<String, Object> changed = new LinkedHashMap<>(properties);
        file().ifPresentOrElse(
                        file -> {
                            Map<String, Object> written = file.write(changes);
                            changed.keySet().removeIf(name -> !FileKeeper.NOT_IN_FILES.contains(name));
                            changed.putAll(written);
                        },
                        () -> changes.forEach((name, value) -> value.ifPresentOrElse(
                                present -> changed.put(name, present), () -> changed.remove(name))));
        try {
            configuration.updateIfDifferent(FrameworkUtil.asDictionary(changed));
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration " + pid() + " cannot be kept", e);
        }
        return new StoredDevice(configuration, changed, files);
    }

    /** What is to be changed for properties to become others. */
    static Map<String, Optional<Object>> changes(Map<String, Object> before, Map<String, Object> wanted) {
        Set<String> names = new HashSet<>(before.keySet());
        names.addAll(wanted.keySet());
        names.removeAll(FileKeeper.NOT_IN_FILES);
        Map<String, Optional<Object>> changes = new LinkedHashMap<>();
        for (String name : names) {
            if (!Objects.deepEquals(before.get(name), wanted.get(name))) {
                changes.put(name, Optional.ofNullable(wanted.get(name)));
            }
        }
        return changes;
    }

    /** Deletes it, its file first: without that, what is left of it goes at the next start. */
    void delete() {
        file().ifPresent(DeviceFile::delete);
        try {
            configuration.delete();
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration " + pid() + " cannot be deleted", e);
        } catch (IllegalStateException e) {
            return; // whoever saw the file go was faster
        }
    }
}
