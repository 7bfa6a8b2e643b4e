// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.util.Arrays;
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
        return store.list("(" + ConfigFiles.ADDRESS + "=*)")
                .flatMap(stored -> ConfigFiles.path(stored.properties())
                        .map(path -> of(stored, String.valueOf(path.getFileName())))
                        .orElse(Stream.of()))
                .toList();
    }

    private Stream<ConfigurationProblem> of(StoredDevice stored, String file) {
        Optional<KnownType> type = types.find(stored.factoryPid());
        if (type.isPresent()) {
            Problems problems = new Problems();
            check(stored.properties(), type.get(), problems);
            return problems.words().map(words -> new ConfigurationProblem(file, words));
        }
        return isTaken(stored) ? Stream.of() : Stream.of(new ConfigurationProblem(file, nobody(stored)));
    }

    private boolean isTaken(StoredDevice stored) {
        Set<String> pids = Set.of(stored.pid(), stored.factoryPid());
        return pids.stream().anyMatch(services::haveOneOf)
                || Arrays.stream(context.getBundles())
                        .filter(bundle -> (bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE)) != 0)
                        .anyMatch(bundle -> describes(bundle, pids));
    }

    private boolean describes(Bundle bundle, Set<String> pids) {
        MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle);
        return information != null
                && Stream.of(information.getPids(), information.getFactoryPids())
                        .flatMap(known -> known == null ? Stream.of() : Arrays.stream(known))
                        .anyMatch(pids::contains);
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
