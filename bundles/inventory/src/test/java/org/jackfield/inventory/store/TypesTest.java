// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jackfield.inventory.DeviceType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

final class TypesTest {
    @AutoClose
    private House house;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        house = new House(home);
    }

    @Test
    void aFactoryWhoseMetatypeNamesADeviceIsAType() throws Exception {
        house.withRig();
        assertThat(house.inventory.types()).hasSize(1);
        DeviceType rig = house.inventory.type("Rig").orElseThrow();
        assertThat(rig.factoryPid()).isEqualTo("org.example.Rig");
        assertThat(rig.title()).isEqualTo("Rig");
        assertThat(rig.doc()).isEqualTo("For tests.");
        assertThat(rig.driver()).isEqualTo("org.example.rigs");
        assertThat(rig.version()).isEqualTo("1.0.0");
        assertThat(house.inventory.type("org.example.Rig")).contains(rig);
        assertThat(house.inventory.type("Nothing")).isEmpty();
    }

    @Test
    void theSchemaSaysWhatAFormNeeds() throws Exception {
        house.withRig();
        Map<String, Object> schema = house.inventory.type("Rig").orElseThrow().schema();
        assertThat(schema)
                .containsEntry("type", "object")
                .containsEntry("required", List.of("port"))
                .containsEntry("additionalProperties", false);
        Map<String, Map<String, Object>> properties = properties(schema);
        assertThat(properties.keySet())
                .containsExactly(
                        "port",
                        "level",
                        "channels",
                        "seed",
                        "gain",
                        "depth",
                        "address",
                        "separator",
                        "autostart",
                        "token",
                        "mode",
                        "averages",
                        "waveforms",
                        "offsets",
                        "taps",
                        "note",
                        "remarks",
                        "device.autostart",
                        "stream.ring.frames",
                        "stream.ring.bytes");
        assertThat(properties.get("port"))
                .isEqualTo(Map.of(
                        "type",
                        "string",
                        "title",
                        "Port",
                        "description",
                        "Where it is",
                        "minLength",
                        2,
                        "maxLength",
                        20));
        assertThat(properties.get("level"))
                .isEqualTo(Map.of(
                        "type", "number", "title", "Level", "format", "double", "minimum", 0.1, "maximum", 1000.0,
                        "default", 20.0));
        assertThat(properties.get("channels"))
                .isEqualTo(Map.of(
                        "type",
                        "integer",
                        "title",
                        "Channels",
                        "format",
                        "int32",
                        "minimum",
                        1,
                        "maximum",
                        64,
                        "default",
                        4));
        assertThat(properties.get("seed")).containsEntry("format", "int64").containsEntry("default", 0L);
        assertThat(properties.get("address")).containsEntry("minimum", 0).containsEntry("maximum", 127);
        assertThat(properties.get("separator")).containsEntry("minLength", 1).containsEntry("maxLength", 1);
        assertThat(properties.get("autostart")).containsEntry("type", "boolean").containsEntry("default", false);
        assertThat(properties.get("token")).containsEntry("format", "password").containsEntry("writeOnly", true);
    }

    @Test
    void theSchemaSaysWhichValuesThereAreAndWhatTheyAreCalled() throws Exception {
        house.withRig();
        Map<String, Map<String, Object>> properties =
                properties(house.inventory.type("Rig").orElseThrow().schema());
        assertThat(properties.get("mode")).containsEntry("enum", List.of("fast", "slow"));
        assertThat(properties.get("averages"))
                .containsEntry(
                        "oneOf", List.of(Map.of("const", 1, "title", "None"), Map.of("const", 16, "title", "Some")));
        Map<String, Object> waveforms = properties.get("waveforms");
        assertThat(waveforms)
                .containsEntry("type", "array")
                .containsEntry("maxItems", 10_000)
                .containsEntry("default", List.of("sine", "square"));
        assertThat(waveforms.get("items")).asString().contains("title=Noise");
        assertThat(properties.get("offsets")).containsEntry("maxItems", 3);
        assertThat(properties.get("taps")).containsEntry("maxItems", 4);
    }

    @Test
    void typesThatShareTheirLastNameAreCalledByAllOfIt() throws Exception {
        house.withRig();
        house.driver("com.example.rigs", "1.0.0", "com.example.Rig");
        house.driver("com.example.meters", "1.0.0", "com.example.Meter");
        assertThat(house.inventory.types())
                .extracting(DeviceType::name)
                .containsExactly("Meter", "com.example.Rig", "org.example.Rig");
        assertThat(house.inventory.type("Rig")).isEmpty();
    }

    @Test
    void aTypeComesAndGoesWithItsDriver() throws Exception {
        assertThat(house.inventory.types()).isEmpty();
        Bundle driver = house.driver("org.example.rigs", "1.0.0", "org.example.Rig");
        assertThat(house.inventory.type("Rig")).isPresent();
        driver.stop();
        assertThat(house.inventory.types()).isEmpty();
        driver.start();
        assertThat(house.inventory.type("Rig")).isPresent();
        driver.update(DriverJar.rig("org.example.rigs", "2.0.0", "org.example.Rig"));
        assertThat(house.inventory.type("Rig").orElseThrow().version()).isEqualTo("2.0.0");
    }

    @Test
    void whileOneVersionTakesOverFromAnotherTheTypeIsTheNewOnes() throws Exception {
        Bundle before = house.driver("org.example.rigs", "2.0.0", "org.example.Rig");
        Bundle after = house.driver("org.example.rigs", "1.0.0", "org.example.Rig");
        assertThat(house.inventory.types()).extracting(DeviceType::version).containsExactly("1.0.0");
        after.uninstall();
        assertThat(house.inventory.types()).extracting(DeviceType::version).containsExactly("2.0.0");
        before.uninstall();
        assertThat(house.inventory.types()).isEmpty();
    }

    @Test
    void anUninstalledDriverIsNotHeld() throws Exception {
        WeakReference<Object> gone = comeAndGo();
        CountDownLatch refreshed = new CountDownLatch(1);
        house.framework.adapt(FrameworkWiring.class).refreshBundles(null, event -> refreshed.countDown());
        assertThat(refreshed.await(30, TimeUnit.SECONDS)).isTrue();
        house.until("the driver's class loader is collected", () -> {
            System.gc();
            return gone.refersTo(null);
        });
    }

    @Test
    void aDriverThatCannotBeReadDoesNotHideTheOthers() throws Exception {
        house.context()
                .installBundle("broken", DriverJar.of("org.example.broken", "1.0.0", "<MetaData><OCD id="))
                .start();
        house.withRig();
        assertThat(house.inventory.types()).extracting(DeviceType::name).containsExactly("Rig");
    }

    private WeakReference<Object> comeAndGo() throws Exception {
        Bundle driver = house.driver("org.example.rigs", "1.0.0", "org.example.Rig");
        assertThat(house.inventory.types()).hasSize(1);
        WeakReference<Object> loader =
                new WeakReference<>(driver.adapt(BundleWiring.class).getClassLoader());
        driver.uninstall();
        assertThat(house.inventory.types()).isEmpty();
        return loader;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> properties(Map<String, Object> schema) {
        return (Map<String, Map<String, Object>>) schema.get("properties");
    }
}
