// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jackfield.device.Device;
import org.jackfield.inventory.ConfigurationProblem;
import org.jackfield.inventory.InventoryRefused.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;

/**
 * Holds the files in {@code config/} against what is installed: a name that nobody knows, a setting that no driver has
 * and a value that is none would otherwise just not have any effect. Asks for everything anew each time.
 */
record FileProblems(
        BundleContext context, MetaTypeService metatypes, Store store, InstalledTypes types, DeviceServices services) {

    List<ConfigurationProblem> find() {
        Set<String> known = new HashSet<>();
        for (Bundle bundle : context.getBundles()) {
            MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle);
            if (information != null) {
                Stream.of(information.getPids(), information.getFactoryPids())
                        .flatMap(pids -> pids == null ? Stream.of() : Arrays.stream(pids))
                        .forEach(known::add);
            }
        }
        List<ConfigurationProblem> found = new ArrayList<>();
        store.list("(" + ConfigFiles.ADDRESS + "=*)").forEach(stored -> found.addAll(of(stored, known)));
        return found;
    }

    private List<ConfigurationProblem> of(StoredDevice stored, Set<String> known) {
        Optional<String> file = ConfigFiles.path(stored.properties()).map(path -> String.valueOf(path.getFileName()));
        if (file.isEmpty()) {
            return List.of();
        }
        Optional<KnownType> type = types.find(stored.factoryPid());
        if (type.isPresent()) {
            Problems problems = new Problems();
            check(stored.properties(), type.get(), problems);
            return problems.words()
                    .map(words -> new ConfigurationProblem(file.get(), words))
                    .toList();
        }
        return isTaken(stored, known) ? List.of() : List.of(new ConfigurationProblem(file.get(), nobody(stored)));
    }

    private boolean isTaken(StoredDevice stored, Set<String> known) {
        return Stream.of(stored.pid(), stored.factoryPid())
                .anyMatch(pid -> known.contains(pid) || services.haveOneOf(pid));
    }

    private String nobody(StoredDevice stored) {
        boolean isFactory = stored.properties().containsKey("service.factoryPid");
        List<String> names =
                types.all().stream().map(type -> type.type().factoryPid()).toList();
        return "nothing that is installed is configured by " + (isFactory ? stored.factoryPid() : stored.pid())
                + "; files of devices begin with one of "
                + String.join(", ", names);
    }

    private static void check(Map<String, Object> properties, KnownType type, Problems problems) {
        properties.forEach((name, value) -> {
            Field field = type.fields().get(name);
            if (field != null) {
                new FieldCheck(field, problems).stored(StoredValue.plain(value, field));
            } else if (!Hidden.is(name)) {
                problems.add(
                        new Problem(name, "one of " + type.fieldNames(), Came.words(StoredValue.plain(value, null))));
            }
        });
        if (!properties.containsKey(Device.ID)) {
            problems.add(new Problem(Device.ID, "the device's name", "nothing"));
        }
        type.fields().values().stream()
                .filter(field -> field.mustBeSet() && !properties.containsKey(field.name()))
                .forEach(field ->
                        problems.add(new Problem(field.name(), new FieldCheck(field, problems).expected(), "nothing")));
    }
}
