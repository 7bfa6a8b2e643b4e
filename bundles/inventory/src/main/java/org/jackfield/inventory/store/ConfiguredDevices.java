// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jackfield.device.Device;
import org.jackfield.inventory.ConfigurationProblem;
import org.jackfield.inventory.DeviceChange;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.inventory.DeviceType;
import org.jackfield.inventory.InventoryRefused;
import org.jackfield.inventory.InventoryRefused.Reason;
import org.jackfield.stream.DeviceStreams;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inventory: every device is a factory configuration of its driver. What is configured is read from
 * Configuration Admin each time; changes are made one after another.
 */
@Component
public final class ConfiguredDevices implements DeviceInventory {
    static final int MOST_DEVICES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredDevices.class);

    private final InstalledTypes types;
    private final Store store;
    private final DeviceIds ids;
    private final DeviceServices services;
    private final FileWatch files;

    /** Between a look at what there is and the change that follows from it nobody else may change anything. */
    private final Object changing = new Object();

    @Activate
    public ConfiguredDevices(
            BundleContext context,
            @Reference MetaTypeService metatypes,
            @Reference ConfigurationAdmin admin,
            @Reference DeviceStreams streams) {
        this(context, metatypes, admin, streams, Duration.ofSeconds(10));
    }

    /** @param pause after a change, before the files are looked at */
    ConfiguredDevices(
            BundleContext context,
            MetaTypeService metatypes,
            ConfigurationAdmin admin,
            DeviceStreams streams,
            Duration pause) {
        types = new InstalledTypes(context, new TypeReader(metatypes));
        store = new Store(admin, new ConfigFiles(context));
        ids = new DeviceIds(streams);
        services = new DeviceServices(context);
        files = new FileWatch(context, new FileProblems(context, metatypes, store, types, services)::find, pause);
    }

    /** Lets go of the bundles. */
    @Deactivate
    public void close() {
        files.close();
        types.close();
    }

    @Override
    public List<DeviceType> types() {
        return types.all().stream().map(KnownType::type).toList();
    }

    @Override
    public Optional<DeviceType> type(String name) {
        return types.find(name).map(KnownType::type);
    }

    @Override
    public List<DeviceConfiguration> all() {
        Map<String, KnownType> known = types.all().stream()
                .collect(Collectors.toMap(type -> type.type().factoryPid(), Function.identity()));
        return store.all().stream()
                // Two files for one device: the driver that comes first serves it.
                .collect(Collectors.toMap(StoredDevice::deviceId, Function.identity(), (first, other) -> first))
                .values()
                .stream()
                .map(device -> device.shown(Optional.ofNullable(known.get(device.factoryPid()))))
                .sorted(Comparator.comparing(DeviceConfiguration::deviceId))
                .toList();
    }

    @Override
    public Optional<DeviceConfiguration> find(String deviceId) {
        return store.named(deviceId).stream().findFirst().map(device -> device.shown(types.find(device.factoryPid())));
    }

    @Override
    public List<ConfigurationProblem> problems() {
        return files.found();
    }

    @Override
    public DeviceConfiguration add(String deviceId, String type, Map<String, @Nullable Object> parameters) {
        synchronized (changing) {
            refuseTaken(deviceId);
            KnownType known = types.find(type).orElseThrow(() -> noSuchType(type));
            Problems problems = new Problems();
            ids.check(deviceId, problems);
            Parameters checked = new Parameters(known, problems);
            Map<String, Optional<Object>> changes = checked.changes(parameters, Map.of());
            checked.requireAll(parameters);
            problems.refuse(deviceId);
            refuseTooMany();
            Map<String, Object> properties = new HashMap<>();
            changes.forEach((name, value) -> value.ifPresent(present -> properties.put(name, present)));
            properties.put(Device.ID, deviceId);
            StoredDevice added = store.create(known.type().factoryPid(), deviceId, properties);
            LOG.info("Device {} is added: {}", deviceId, added.pid());
            return added.shown(Optional.of(known));
        }
    }

    @Override
    public DeviceChange change(String deviceId, Map<String, @Nullable Object> parameters) {
        synchronized (changing) {
            StoredDevice device = existing(deviceId).get(0);
            KnownType known = types.find(device.factoryPid()).orElseThrow(() -> noSuchType(device.factoryPid()));
            refuseReadOnly(
                    device,
                    device.isReadOnly()
                            || device.file().filter(DeviceFile::isReadOnly).isPresent());
            Problems problems = new Problems();
            Map<String, Optional<Object>> changes =
                    new Parameters(known, problems).changes(parameters, device.properties());
            device.file().ifPresent(file -> file.check(changes, problems));
            problems.refuse(deviceId);
            StoredDevice changed = device.with(changes);
            LOG.info("Device {} is changed: {}", deviceId, changes.keySet());
            return new MadeChange(changed.shown(Optional.of(known)), device, changed, services::haveOne, this::putBack);
        }
    }

    private void putBack(StoredDevice before, StoredDevice after) {
        synchronized (changing) {
            Optional<StoredDevice> present = store.named(after.deviceId()).stream()
                    .filter(device -> MadeChange.areAlike(device, after))
                    .findFirst();
            if (present.isPresent()) {
                StoredDevice unused = present.get().with(StoredDevice.changes(after.properties(), before.properties()));
                LOG.info("Device {} is as it was before its change", before.deviceId());
            }
        }
    }

    @Override
    public void remove(String deviceId) {
        synchronized (changing) {
            List<StoredDevice> devices = existing(deviceId);
            devices.forEach(device -> refuseReadOnly(device, device.isReadOnly()));
            devices.forEach(store::delete);
            ids.removed(deviceId);
            LOG.info("Device {} is removed", deviceId);
        }
    }

    private List<StoredDevice> existing(String deviceId) {
        List<StoredDevice> devices = store.named(deviceId);
        if (devices.isEmpty()) {
            throw refused(Reason.DEVICE_NOT_FOUND, "No device named " + Came.words(deviceId) + " is configured");
        }
        return devices;
    }

    private void refuseTaken(String deviceId) {
        if (store.claims(deviceId) || ids.isServed(deviceId)) {
            throw refused(Reason.DEVICE_EXISTS, "There is a device named " + Came.words(deviceId) + " already");
        }
    }

    private void refuseTooMany() {
        if (store.all().size() >= MOST_DEVICES) {
            throw refused(
                    Reason.TOO_MANY_DEVICES,
                    "There can be " + MOST_DEVICES + " devices, and there are as many already");
        }
    }

    private static void refuseReadOnly(StoredDevice device, boolean isReadOnly) {
        if (isReadOnly) {
            throw refused(
                    Reason.READ_ONLY,
                    "The configuration of device '" + device.deviceId()
                            + "' must not be changed, as its file must not");
        }
    }

    private InventoryRefused noSuchType(String type) {
        String names = types().stream().map(DeviceType::name).collect(Collectors.joining(", "));
        return refused(
                Reason.DEVICE_TYPE_NOT_FOUND,
                "No driver that runs offers the device type " + Came.words(type) + "; they offer "
                        + (names.isEmpty() ? "none" : names));
    }

    private static InventoryRefused refused(Reason reason, String message) {
        return new InventoryRefused(reason, message, List.of());
    }
}
