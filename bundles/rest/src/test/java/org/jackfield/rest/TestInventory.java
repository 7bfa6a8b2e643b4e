// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jackfield.inventory.ConfigurationProblem;
import org.jackfield.inventory.DeviceChange;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.inventory.DeviceType;
import org.jackfield.inventory.InventoryRefused;
import org.jackfield.inventory.InventoryRefused.Problem;
import org.jackfield.inventory.InventoryRefused.Reason;
import org.jspecify.annotations.Nullable;

/** Configurations of one type, {@code PowerMeter}, whose only parameter is a number {@code rate} up to 100. */
final class TestInventory implements DeviceInventory {
    private static final DeviceType POWER_METER = new DeviceType(
            "PowerMeter",
            "acme.PowerMeter",
            "Power meter",
            "",
            "acme",
            "1.2.0",
            Map.of("type", "object", "properties", Map.of("rate", Map.of("type", "number", "maximum", 100))));

    private final Map<String, DeviceConfiguration> byId = new TreeMap<>();
    volatile Consumer<DeviceConfiguration> added = configuration -> {};
    volatile Consumer<DeviceConfiguration> changed = configuration -> {};

    synchronized void put(DeviceConfiguration configuration) {
        byId.put(configuration.deviceId(), configuration);
    }

    @Override
    public List<DeviceType> types() {
        return List.of(POWER_METER);
    }

    @Override
    public Optional<DeviceType> type(String name) {
        return types().stream()
                .filter(type -> type.name().equals(name) || type.factoryPid().equals(name))
                .findFirst();
    }

    @Override
    public synchronized List<DeviceConfiguration> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public synchronized Optional<DeviceConfiguration> find(String deviceId) {
        return Optional.ofNullable(byId.get(deviceId));
    }

    @Override
    public List<ConfigurationProblem> problems() {
        return List.of();
    }

    @Override
    public DeviceConfiguration add(String deviceId, String type, Map<String, @Nullable Object> parameters) {
        DeviceConfiguration configuration = kept(deviceId, type, parameters);
        added.accept(configuration);
        return configuration;
    }

    private synchronized DeviceConfiguration kept(String deviceId, String type, Map<String, Object> parameters) {
        if (byId.containsKey(deviceId)) {
            throw new InventoryRefused(Reason.DEVICE_EXISTS, "Device '" + deviceId + "' already exists", List.of());
        }
        if (type(type).isEmpty()) {
            throw new InventoryRefused(
                    Reason.DEVICE_TYPE_NOT_FOUND, "Device type '" + type + "' is not installed", List.of());
        }
        if (!deviceId.matches("[a-z0-9-]+")) {
            throw new InventoryRefused(
                    Reason.INVALID_PARAMETERS, "wrong name", List.of(new Problem("device_id", "letters", "others")));
        }
        check(parameters);
        DeviceConfiguration configuration = new DeviceConfiguration(deviceId, type, parameters);
        byId.put(deviceId, configuration);
        return configuration;
    }

    @Override
    public synchronized DeviceChange change(String deviceId, Map<String, @Nullable Object> parameters) {
        DeviceConfiguration old = present(deviceId);
        check(parameters);
        Map<String, Object> merged = new TreeMap<>(old.parameters());
        parameters.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        DeviceConfiguration changed = new DeviceConfiguration(deviceId, old.type(), merged);
        byId.put(deviceId, changed);
        this.changed.accept(changed);
        return new Change(changed, () -> put(old));
    }

    @Override
    public synchronized void remove(String deviceId) {
        byId.remove(present(deviceId).deviceId());
    }

    private record Change(DeviceConfiguration configuration, Runnable back) implements DeviceChange {
        @Override
        public boolean hasArrived() {
            return true;
        }

        @Override
        public void takeBack() {
            back.run();
        }
    }

    private DeviceConfiguration present(String deviceId) {
        return find(deviceId)
                .orElseThrow(() -> new InventoryRefused(
                        Reason.DEVICE_NOT_FOUND, "Device '" + deviceId + "' is not configured", List.of()));
    }

    private static void check(Map<String, Object> parameters) {
        List<Problem> problems = new ArrayList<>();
        parameters.forEach((name, value) -> {
            if (!name.equals("rate")) {
                problems.add(new Problem(name, "no such parameter; there is rate", String.valueOf(value)));
            } else if (value != null && !(value instanceof Number number && number.doubleValue() <= 100)) {
                problems.add(new Problem(name, "a number up to 100", String.valueOf(value)));
            }
        });
        if (!problems.isEmpty()) {
            throw new InventoryRefused(Reason.INVALID_PARAMETERS, problems.size() + " wrong", problems);
        }
    }
}
