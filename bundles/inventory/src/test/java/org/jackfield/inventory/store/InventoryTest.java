// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jackfield.inventory.DeviceChange;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.inventory.InventoryRefused;
import org.jackfield.inventory.InventoryRefused.Problem;
import org.jackfield.inventory.InventoryRefused.Reason;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;

final class InventoryTest {
    private Path home;

    @AutoClose
    private House house;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        this.home = home;
        house = new House(home).withRig();
    }

    @Test
    void aDeviceThatIsAddedIsAConfigurationForEveryVersionOfItsDriver() throws Exception {
        DeviceConfiguration added = house.inventory.add("rig-1", "Rig", Map.of("port", "usb0", "channels", 8));
        assertThat(added).isEqualTo(new DeviceConfiguration("rig-1", "Rig", Map.of("port", "usb0", "channels", 8)));
        assertThat(house.inventory.find("rig-1")).contains(added);
        assertThat(house.inventory.all()).containsExactly(added);
        Configuration configuration = only();
        assertThat(configuration.getPid()).isEqualTo("org.example.Rig~rig-1");
        assertThat(configuration.getBundleLocation()).isEqualTo("?");
        assertThat(configuration.getProperties().get("device.id")).isEqualTo("rig-1");
    }

    @Test
    void whatIsAddedIsThereAfterARestart() throws Exception {
        DeviceConfiguration added = house.inventory.add("rig-1", "org.example.Rig", everything());
        restart();
        assertThat(house.inventory.all()).containsExactly(added);
        house.inventory.remove("rig-1");
        restart();
        assertThat(house.inventory.all()).isEmpty();
    }

    @Test
    void valuesAreKeptAsTheDriverDeclaresThem() throws Exception {
        DeviceConfiguration added = house.inventory.add("rig-1", "Rig", everything());
        Dictionary<String, Object> kept = only().getProperties();
        assertThat(kept.get("level")).isEqualTo(7.0);
        assertThat(kept.get("channels")).isEqualTo(8);
        assertThat(kept.get("seed")).isEqualTo(9L);
        assertThat(kept.get("gain")).isEqualTo(0.1f);
        assertThat(kept.get("depth")).isEqualTo((short) 3);
        assertThat(kept.get("address")).isEqualTo((byte) 4);
        assertThat(kept.get("separator")).isEqualTo(';');
        assertThat(kept.get("autostart")).isEqualTo(true);
        assertThat(kept.get("token")).isEqualTo("secret");
        assertThat(kept.get("averages")).isEqualTo(16);
        assertThat(kept.get("waveforms")).isEqualTo(new String[] {"noise", "sine"});
        assertThat(kept.get("offsets")).isEqualTo(new Double[] {0.5, -1.0});
        assertThat(kept.get("taps")).isEqualTo(List.of(1, 2));
        assertThat(added.parameters())
                .doesNotContainKey("token")
                .containsEntry("gain", 0.1)
                .containsEntry("depth", 3)
                .containsEntry("separator", ";")
                .containsEntry("waveforms", List.of("noise", "sine"))
                .containsEntry("offsets", List.of(0.5, -1.0));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceAndNothingIsCreated() throws Exception {
        Map<String, Object> wrong = new HashMap<>();
        wrong.put("level", 0);
        wrong.put("channels", "8");
        wrong.put("seed", 1.5);
        wrong.put("address", 128);
        wrong.put("autostart", "true");
        wrong.put("mode", "sluggish");
        wrong.put("averages", 2);
        wrong.put("waveforms", List.of("sine", 3));
        wrong.put("offsets", List.of(0, 0, 0, 0));
        wrong.put("separator", "; ");
        wrong.put("token", List.of("secret"));
        wrong.put("colour", Map.of("red", 1));
        wrong.put("device.id", "rig-2");
        InventoryRefused refused = refused(() -> house.inventory.add(".rig/1", "Rig", wrong));
        assertThat(refused.reason()).isEqualTo(Reason.INVALID_PARAMETERS);
        assertThat(refused.problems())
                .contains(
                        new Problem("level", "a number from 0.1 to 1000", "0"),
                        new Problem("channels", "a whole number from 1 to 64", "\"8\""),
                        new Problem("address", "a whole number from 0 to 127", "128"),
                        new Problem("autostart", "true or false", "\"true\""),
                        new Problem("mode", "one of \"fast\", \"slow\"", "\"sluggish\""),
                        new Problem("averages", "one of 1, 16", "2"),
                        new Problem("waveforms[1]", "one of \"sine\", \"square\", \"noise\"", "3"),
                        new Problem("offsets", "a list of at most 3, each a number from -1 to 1", "[0,0,0,0]"),
                        new Problem("separator", "one character", "\"; \""),
                        new Problem("port", "text from 2 to 20 characters", "nothing"),
                        new Problem(
                                "device_id",
                                "1 to 100 letters, digits, '.', '_' or '-', not beginning with '.'",
                                "\".rig/1\""))
                .extracting(Problem::field)
                .contains("seed", "token", "colour", "device.id")
                .hasSize(15);
        assertThat(refused).hasMessageContaining("and 10 more");
        assertThat(refused.problems().toString()).doesNotContain("secret");
        assertThat(problem(refused, "colour").expected()).startsWith("one of port, level, channels");
        assertThat(problem(refused, "colour").came()).isEqualTo("{\"red\":1}");
        assertThat(house.admin.listConfigurations(null)).isNull();
    }

    @Test
    void whatIsTooLongIsRefusedAndShownShortened() {
        InventoryRefused refused = refused(() -> house.inventory.add(
                "rig-1",
                "Rig",
                Map.of(
                        "port",
                        "usb0",
                        "note",
                        "x".repeat(10_001),
                        "waveforms",
                        Collections.nCopies(10_001, "sine"),
                        "level",
                        Double.NaN,
                        "y".repeat(10_000),
                        1)));
        assertThat(refused.problems()).hasSize(4).allSatisfy(problem -> {
            assertThat(problem.came()).hasSizeLessThan(110);
            assertThat(problem.field()).hasSizeLessThan(110);
        });
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            many.put("unknown-" + i, i);
        }
        assertThat(refused(() -> house.inventory.add("rig-1", "Rig", many)).problems())
                .hasSize(100);
    }

    @Test
    void allTextOfADeviceTogetherHasABound() {
        List<String> half = Collections.nCopies(60, "x".repeat(10_000));
        house.inventory.add("rig-1", "Rig", Map.of("port", "usb0", "remarks", half));
        house.inventory.change("rig-1", Map.of("remarks", half, "note", "y".repeat(10_000)));
        List<String> whole = Collections.nCopies(100, "x".repeat(10_000));
        for (ThrowingCallable attempt : List.<ThrowingCallable>of(
                () -> house.inventory.change("rig-1", Map.of("remarks", whole)),
                () -> house.inventory.add("rig-2", "Rig", Map.of("remarks", whole, "port", "usb0")))) {
            assertThat(refused(attempt).problems())
                    .singleElement()
                    .extracting(Problem::expected)
                    .isEqualTo("so short that all parameters together have at most 1000000 characters");
        }
        assertThat(house.inventory.all()).hasSize(1);
    }

    @Test
    void aNameThatIsTakenIsRefused() throws Exception {
        house.inventory.add("rig-1", "Rig", Map.of("port", "usb0"));
        house.admin
                .getConfiguration("org.example.Single", "?")
                .update(FrameworkUtil.asDictionary(Map.of("device.id", "rig-2")));
        house.streams.ids.add("rig-3");
        for (String taken : List.of("rig-1", "rig-2", "rig-3")) {
            assertThat(refused(() -> house.inventory.add(taken, "Rig", Map.of("port", "usb1")))
                            .reason())
                    .isEqualTo(Reason.DEVICE_EXISTS);
            assertThat(refused(() -> house.inventory.add(taken, "Rag", Map.of()))
                            .reason())
                    .as("whatever type it is to be")
                    .isEqualTo(Reason.DEVICE_EXISTS);
        }
        assertThat(house.inventory.all()).hasSize(1);
    }

    @Test
    void aDeviceCanBeAddedAgainWhileItsDriverStillLetsGoOfIt() {
        house.inventory.add("rig-1", "Rig", Map.of("port", "usb0"));
        house.streams.ids.add("rig-1");
        house.inventory.remove("rig-1");
        house.inventory.add("rig-1", "Rig", Map.of("port", "usb1"));
        assertThat(house.inventory.all()).hasSize(1);
    }

    @Test
    void anUnknownTypeIsRefusedNamingTheKnown() {
        InventoryRefused refused = refused(() -> house.inventory.add("rig-1", "Rag", Map.of()));
        assertThat(refused.reason()).isEqualTo(Reason.DEVICE_TYPE_NOT_FOUND);
        assertThat(refused).hasMessageContaining("\"Rag\"").hasMessageContaining("Rig");
    }

    @Test
    void aChangeLeavesTheRestAndNullSetsBack() throws Exception {
        house.inventory.add("rig-1", "Rig", everything());
        Map<String, Object> changes = new HashMap<>();
        changes.put("level", 99);
        changes.put("channels", null);
        DeviceConfiguration changed = house.inventory.change("rig-1", changes).configuration();
        assertThat(changed.parameters())
                .containsEntry("level", 99.0)
                .containsEntry("seed", 9L)
                .doesNotContainKey("channels");
        assertThat(house.inventory.find("rig-1")).contains(changed);
        assertThat(only().getProperties().get("token")).isEqualTo("secret");
    }

    @Test
    void aChangeThatIsTakenBackHasNeverBeen() {
        DeviceConfiguration before = house.inventory.add("rig-1", "Rig", everything());
        Map<String, Object> changes = new HashMap<>(Map.of("level", 99, "token", "guessed", "gain", 2.5));
        changes.put("channels", null);
        DeviceChange change = house.inventory.change("rig-1", changes);
        assertThat(house.inventory.find("rig-1")).contains(change.configuration());
        change.takeBack();
        assertThat(house.inventory.find("rig-1")).contains(before);
    }

    @Test
    void whatWasChangedAgainIsNotTakenBack() throws Exception {
        house.inventory.add("rig-1", "Rig", everything());
        DeviceChange first = house.inventory.change("rig-1", Map.of("level", 99));
        DeviceConfiguration second =
                house.inventory.change("rig-1", Map.of("level", 98)).configuration();
        first.takeBack();
        assertThat(house.inventory.find("rig-1")).contains(second);
        house.inventory.remove("rig-1");
        first.takeBack();
        assertThat(house.inventory.find("rig-1")).isEmpty();
    }

    @Test
    void aChangeHasArrivedWhenADriversServiceHasIt() {
        house.inventory.add("rig-1", "Rig", Map.of("port", "usb0"));
        DeviceChange change = house.inventory.change("rig-1", Map.of("waveforms", List.of("sine")));
        Dictionary<String, Object> properties =
                FrameworkUtil.asDictionary(Map.of("device.id", "rig-1", "port", "usb0", "default", 1));
        ServiceRegistration<?> service = house.context().registerService(Runnable.class, () -> {}, properties);
        assertThat(change.hasArrived()).isFalse();
        service.setProperties(FrameworkUtil.asDictionary(
                Map.of("device.id", "rig-1", "port", "usb0", "default", 1, "waveforms", new String[] {"sine"})));
        assertThat(change.hasArrived()).isTrue();
    }

    @Test
    void whatThePlatformReadsOfEveryDeviceCanBeSetOfEveryDevice() {
        DeviceConfiguration added = house.inventory.add(
                "rig-1", "Rig", Map.of("port", "usb0", "device.autostart", true, "stream.ring.frames", 100));
        assertThat(added.parameters()).containsEntry("device.autostart", true).containsEntry("stream.ring.frames", 100);
        InventoryRefused refused = refused(
                () -> house.inventory.change("rig-1", Map.of("stream.ring.bytes", 0, "device.autostart", "yes")));
        assertThat(refused.problems())
                .extracting(Problem::field)
                .containsExactlyInAnyOrder("stream.ring.bytes", "device.autostart");
    }

    @Test
    void aChangeThatIsWrongChangesNothing() {
        DeviceConfiguration before = house.inventory.add("rig-1", "Rig", everything());
        Map<String, Object> changes = new HashMap<>();
        changes.put("level", 99);
        changes.put("port", null);
        changes.put("service.pid", "other");
        InventoryRefused refused = refused(() -> house.inventory.change("rig-1", changes));
        assertThat(refused.problems()).extracting(Problem::field).containsExactlyInAnyOrder("port", "service.pid");
        assertThat(house.inventory.find("rig-1")).contains(before);
    }

    @Test
    void whatIsNotThereCannotBeChangedOrRemoved() {
        assertThat(refused(() -> house.inventory.change("rig-1", Map.of())).reason())
                .isEqualTo(Reason.DEVICE_NOT_FOUND);
        assertThat(refused(() -> house.inventory.remove("*")).reason()).isEqualTo(Reason.DEVICE_NOT_FOUND);
        assertThat(house.inventory.find("(*")).isEmpty();
    }

    @Test
    void aDeviceWhoseDriverIsAwayIsShownUnderItsFactoryAndCannotBeChanged() throws Exception {
        house.inventory.add("rig-1", "Rig", Map.of("port", "usb0"));
        house.context().getBundle("org.example.rigs-1.0.0").stop();
        assertThat(house.inventory.all()).extracting(DeviceConfiguration::type).containsExactly("org.example.Rig");
        assertThat(refused(() -> house.inventory.change("rig-1", Map.of("port", "usb1")))
                        .reason())
                .isEqualTo(Reason.DEVICE_TYPE_NOT_FOUND);
        house.inventory.remove("rig-1");
        assertThat(house.inventory.all()).isEmpty();
    }

    @Test
    void aConfigurationOfAnotherDeviceIsNotOverwritten() throws Exception {
        house.admin
                .getFactoryConfiguration("org.example.Rig", "rig-1", "?")
                .update(FrameworkUtil.asDictionary(Map.of("device.id", "other")));
        house.inventory.add("rig-1", "Rig", Map.of("port", "usb0"));
        assertThat(house.inventory.all())
                .extracting(DeviceConfiguration::deviceId)
                .containsExactly("other", "rig-1");
    }

    @Test
    void thereIsABoundToHowManyDevicesThereCanBe() throws Exception {
        for (int i = 0; i < ConfiguredDevices.MOST_DEVICES; i++) {
            house.admin
                    .getFactoryConfiguration("org.example.Rig", "n" + i, "?")
                    .update(FrameworkUtil.asDictionary(Map.of("device.id", "n" + i)));
        }
        assertThat(refused(() -> house.inventory.add("rig-1", "Rig", Map.of("port", "usb0")))
                        .reason())
                .isEqualTo(Reason.TOO_MANY_DEVICES);
        house.inventory.remove("n1");
        house.inventory.add("rig-1", "Rig", Map.of("port", "usb0"));
        assertThat(house.inventory.all()).hasSize(ConfiguredDevices.MOST_DEVICES);
    }

    private void restart() throws Exception {
        house.close();
        house = new House(home).withRig();
    }

    private Configuration only() throws Exception {
        Configuration[] all = house.admin.listConfigurations(null);
        assertThat(all).hasSize(1);
        return all[0];
    }

    private static Map<String, Object> everything() {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "port",
                "usb0",
                "level",
                7,
                "channels",
                8.0,
                "seed",
                9,
                "gain",
                0.1,
                "depth",
                3,
                "address",
                4,
                "separator",
                ";",
                "autostart",
                true));
        parameters.putAll(Map.of(
                "token",
                "secret",
                "mode",
                "slow",
                "averages",
                16,
                "waveforms",
                List.of("noise", "sine"),
                "offsets",
                List.of(0.5, -1),
                "taps",
                List.of(1, 2),
                "note",
                "µ\n\\ \"quoted\" "));
        return parameters;
    }

    private static Problem problem(InventoryRefused refused, String field) {
        return refused.problems().stream()
                .filter(problem -> problem.field().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private static InventoryRefused refused(ThrowingCallable call) {
        InventoryRefused refused = catchThrowableOfType(InventoryRefused.class, call);
        assertThat(refused).isNotNull();
        return refused;
    }
}
