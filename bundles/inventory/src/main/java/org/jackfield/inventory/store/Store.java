// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jackfield.device.Device;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Devices among all that Configuration Admin keeps. */
final class Store {
    /** For every bundle: a driver's next version runs beside the present one for a while. */
    private static final String EVERY_BUNDLE = "?";

    private static final String DEVICES = "(&(" + Device.ID + "=*)(" + ConfigurationAdmin.SERVICE_FACTORYPID + "=*))";

    private final ConfigurationAdmin admin;
    private final ConfigFiles files;

    /**
     * PIDs of those whose files were deleted here. File Install deletes what has such a PID when it sees a file gone,
     * which is up to a second later, be it a new device's of that name. Any thread may read and write.
     */
    private final Set<String> leftByFiles = ConcurrentHashMap.newKeySet();

    Store(ConfigurationAdmin admin, ConfigFiles files) {
        this.admin = admin;
        this.files = files;
    }

    /** By name. */
    List<StoredDevice> all() {
        return list(DEVICES)
                .sorted(Comparator.comparing(StoredDevice::deviceId).thenComparing(StoredDevice::pid))
                .toList();
    }

    /** Those of that name: one, unless somebody wrote two files for one. */
    List<StoredDevice> named(String deviceId) {
        String filter = "(&(" + Device.ID + "=" + escaped(deviceId) + ")" + DEVICES + ")";
        return list(filter).sorted(Comparator.comparing(StoredDevice::pid)).toList();
    }

    /** Whether any configuration claims the name, be it a factory's or not. */
    boolean claims(String deviceId) {
        return list("(" + Device.ID + "=" + escaped(deviceId) + ")").findAny().isPresent();
    }

    /** Creates a configuration all at once, or not at all. */
    StoredDevice create(String factoryPid, String deviceId, Map<String, Object> properties) {
        try {
            Configuration created = fresh(factoryPid, deviceId);
            fill(created, properties);
            return StoredDevice.of(created, files)
                    .orElseThrow(() -> new IllegalStateException(created.getPid() + " was deleted while it was made"));
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration of device '" + deviceId + "' cannot be kept", e);
        }
    }

    private Configuration fresh(String factoryPid, String deviceId) throws IOException {
        // A file of that name may configure a device of another.
        String pid = factoryPid + "~" + deviceId;
        boolean taken = leftByFiles.contains(pid)
                || list("(service.pid=" + escaped(pid) + ")").findAny().isPresent();
        return taken
                ? admin.createFactoryConfiguration(factoryPid, EVERY_BUNDLE)
                : admin.getFactoryConfiguration(factoryPid, deviceId, EVERY_BUNDLE);
    }

    /** Deletes it for good. */
    void delete(StoredDevice device) {
        if (ConfigFiles.path(device.properties()).isPresent()) {
            leftByFiles.add(device.pid());
        }
        device.delete();
    }

    private static void fill(Configuration created, Map<String, Object> properties) throws IOException {
        try {
            created.update(FrameworkUtil.asDictionary(properties));
        } catch (IOException | RuntimeException e) {
            created.delete();
            throw e;
        }
    }

    Stream<StoredDevice> list(String filter) {
        try {
            Configuration[] found = admin.listConfigurations(filter);
            return found == null
                    ? Stream.empty()
                    : Arrays.stream(found)
                            .map(configuration -> StoredDevice.of(configuration, files))
                            .flatMap(Optional::stream);
        } catch (IOException e) {
            throw new UncheckedIOException("The configurations cannot be read", e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("not a filter: " + filter, e);
        }
    }

    static String escaped(String value) {
        return value.replaceAll("[\\\\*()]", "\\\\$0");
    }
}
