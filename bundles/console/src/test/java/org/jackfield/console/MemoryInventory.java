// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jackfield.inventory.ConfigurationProblem;
import org.jackfield.inventory.DeviceChange;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.inventory.DeviceInventory;
import org.jackfield.inventory.DeviceType;
import org.jackfield.inventory.InventoryRefused;
import org.jspecify.annotations.Nullable;

/** An inventory in memory of detectors, whose rate is a number. */
final class MemoryInventory implements DeviceInventory {
    private static final DeviceType DETECTOR = new DeviceType(
            "Detector",
            "acme.Detector",
            "Photon detector",
            "Counts photons.",
            "acme.detector",
            "1.2.0",
            Map.of(
                    "required",
                    List.of("port"),
                    "properties",
                    ordered(
                            "port", Map.of("type", "string", "description", "Where it is plugged in."),
                            "rate", Map.of("type", "number", "minimum", 1, "maximum", 50, "default", 10),
                            "gain", Map.of("enum", List.of("low", "high"), "default", "low"))));

    private final Map<String, DeviceConfiguration> devices = new TreeMap<>();

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    /** Nobody takes one back here. */
    private record Change(DeviceConfiguration configuration) implements DeviceChange {
        @Override
        public boolean hasArrived() {
            return true;
        }

        @Override
        public void takeBack() {
            throw new UnsupportedOperationException("changes stay here");
        }
    }

    @Override
    public List<DeviceType> types() {
        return List.of(DETECTOR);
    }

    @Override
    public Optional<DeviceType> type(String name) {
        return name.equals(DETECTOR.name()) ? Optional.of(DETECTOR) : Optional.empty();
    }

    @Override
    public List<DeviceConfiguration> all() {
        return List.copyOf(devices.values());
    }

    @Override
    public Optional<DeviceConfiguration> find(String deviceId) {
        return Optional.ofNullable(devices.get(deviceId));
    }

    @Override
    public List<ConfigurationProblem> problems() {
        return List.of();
    }

    @Override
    public DeviceConfiguration add(String deviceId, String type, Map<String, @Nullable Object> parameters) {
        if (parameters.get("rate") instanceof String text) {
            throw new InventoryRefused(
                    InventoryRefused.Reason.INVALID_PARAMETERS,
                    "Device '" + deviceId + "' cannot be so: rate: expected a number, came \"" + text + '"',
                    List.of(new InventoryRefused.Problem("rate", "a number", '"' + text + '"')));
        }
        Map<String, Object> set = new TreeMap<>();
        parameters.forEach((name, value) -> {
            if (value != null) {
                set.put(name, value);
            }
        });
        DeviceConfiguration added = new DeviceConfiguration(deviceId, type, set);
        devices.put(deviceId, added);
        return added;
    }

    @Override
    public DeviceChange change(String deviceId, Map<String, @Nullable Object> parameters) {
        DeviceConfiguration before = find(deviceId)
                .orElseThrow(() -> new InventoryRefused(
                        InventoryRefused.Reason.DEVICE_NOT_FOUND, "No device found with ID: " + deviceId, List.of()));
        Map<String, @Nullable Object> all = new TreeMap<>(before.parameters());
        all.putAll(parameters);
        return new Change(add(deviceId, before.type(), all));
    }

    @Override
    public void remove(String deviceId) {
        devices.remove(deviceId);
    }
}
