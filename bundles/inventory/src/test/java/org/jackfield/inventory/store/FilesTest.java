// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jackfield.inventory.DeviceConfiguration;
import org.jackfield.inventory.InventoryRefused;
import org.jackfield.inventory.InventoryRefused.Problem;
import org.jackfield.inventory.InventoryRefused.Reason;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.Configuration.ConfigurationAttribute;

/** Devices that people wrote files for, with the File Install that reads them. */
final class FilesTest {
    private static final String TEXT =
            "# The rig by the window.\ndevice.id=rig-1\nport=usb0\nlevel=7.5\nchannels = 8\n";

    private Path home;
    private Path file;

    @AutoClose
    private House house;

    private int restarts;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        this.home = home;
        house = new House(home).withRig();
        file = house.config.resolve("org.example.Rig-rig-1.cfg");
    }

    @Test
    void whatIsTextInAFileIsShownAsItsTypeSays() throws Exception {
        write(TEXT + "waveforms=noise\nautostart=TRUE\ntoken=secret\nseed=many\nowner=Ann\n");
        DeviceConfiguration device = house.inventory.find("rig-1").orElseThrow();
        assertThat(device.type()).isEqualTo("Rig");
        assertThat(device.parameters())
                .isEqualTo(Map.of(
                        "port",
                        "usb0",
                        "level",
                        7.5,
                        "channels",
                        8,
                        "waveforms",
                        List.of("noise"),
                        "autostart",
                        true,
                        "seed",
                        "many",
                        "owner",
                        "Ann"));
    }

    @Test
    void aChangeIsWrittenIntoTheFileAsPeopleWriteAndIsThereAfterARestart() throws Exception {
        write(TEXT);
        Map<String, Object> changes = new HashMap<>(Map.of("level", 8.25, "autostart", true));
        changes.put("channels", null);
        DeviceConfiguration changed = house.inventory.change("rig-1", changes).configuration();
        assertThat(changed.parameters()).isEqualTo(Map.of("port", "usb0", "level", 8.25, "autostart", true));
        untilFileSays("8.25");
        house.until("nothing but what changed is different", () -> Files.readString(file)
                .replaceAll(" = |= | =", "=")
                .lines()
                .toList()
                .equals(List.of(
                        "# The rig by the window.", "device.id=rig-1", "port=usb0", "level=8.25", "autostart=true")));
        restart();
        assertThat(house.inventory.all()).containsExactly(changed);
    }

    @Test
    void aDeviceThatTakesTheNameOfOneFromAFileOutlivesTheFile() throws Exception {
        write(TEXT);
        house.inventory.remove("rig-1");
        DeviceConfiguration added = house.inventory.add("rig-1", "Rig", Map.of("port", "usb9"));
        for (String id : List.of("rig-8", "rig-9")) { // when it has read the second, it has seen what is gone
            Files.writeString(
                    house.config.resolve("org.example.Rig-" + id + ".cfg"), "device.id=" + id + "\nport=usb1\n");
            house.until(id + " is read", () -> house.inventory.find(id).isPresent());
        }
        assertThat(house.inventory.find("rig-1")).contains(added);
        house.inventory.remove("rig-1");
        assertThat(house.inventory.find("rig-1")).isEmpty();
    }

    @Test
    void aChangeThatIsTakenBackIsNotInTheFile() throws Exception {
        write(TEXT);
        DeviceConfiguration before = house.inventory.find("rig-1").orElseThrow();
        Map<String, Object> changes = new HashMap<>(Map.of("level", 8.25, "autostart", true));
        changes.put("channels", null);
        house.inventory.change("rig-1", changes).takeBack();
        house.until("it is as it was", () -> house.inventory.find("rig-1").equals(Optional.of(before)));
        assertThat(Files.readString(file))
                .contains("# The rig by the window.", "7.5")
                .doesNotContain("8.25", "auto");
        restart();
        assertThat(house.inventory.all()).containsExactly(before);
    }

    @Test
    void whatAFileSaysInVainIsListedWithTheFilesName() throws Exception {
        write(TEXT + "levle=8\nseed=many\ndevice.autostart=true\n");
        Files.writeString(house.config.resolve("org.example.Rigg-rig-2.cfg"), "device.id=rig-2\nport=usb1\n");
        Files.writeString(house.config.resolve("org.example.Rig-rig-3.cfg"), "device.id=rig-3\n");
        house.until("all is found", () -> house.inventory.problems().size() == 4);
        assertThat(house.inventory.problems())
                .extracting(problem -> problem.file() + ": " + problem.message())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("org.example.Rig-rig-1.cfg: levle must be one of port, level,")
                        .endsWith("was \"8\""))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("org.example.Rig-rig-1.cfg: seed must be a whole number")
                        .endsWith("was \"many\""))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("org.example.Rigg-rig-2.cfg: nothing that is installed is configured by"
                                + " org.example.Rigg; files of devices begin with one of org.example.Rig"))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo(
                                "org.example.Rig-rig-3.cfg: port must be text from 2 to 20 characters, was nothing"));
        Files.delete(house.config.resolve("org.example.Rigg-rig-2.cfg"));
        house.until(
                "what is gone is no problem", () -> house.inventory.problems().size() == 3);
    }

    @Test
    void whateverAChangeHoldsItIsTheSameAfterARestart() throws Exception {
        write(TEXT);
        Map<String, Object> changes = Map.of(
                "note",
                " µ \t# = : !  \"quoted\"\nnext, [line] $ {} I\"4\" \u2028 \uD83D\uDE00 ",
                "waveforms",
                List.of("noise", "square"),
                "offsets",
                List.of(0.5, -0.25),
                "separator",
                ";");
        DeviceConfiguration changed = house.inventory.change("rig-1", changes).configuration();
        assertThat(changed.parameters()).containsAllEntriesOf(changes).containsEntry("level", 7.5);
        untilFileSays("noise");
        restart();
        assertThat(house.inventory.all()).containsExactly(changed);
        DeviceConfiguration again =
                house.inventory.change("rig-1", Map.of("level", 9, "note", "")).configuration();
        untilFileSays("9.0");
        restart();
        assertThat(house.inventory.all()).containsExactly(again);
    }

    @Test
    void aFileWithTypesKeepsThem() throws Exception {
        write("device.id=\"rig-1\"\nport=\"usb0\"\nchannels=I\"8\"\n");
        DeviceConfiguration changed =
                house.inventory.change("rig-1", Map.of("seed", 5)).configuration();
        untilFileSays("L\"5\"");
        restart();
        assertThat(house.inventory.all()).containsExactly(changed);
        assertThat(only().getProperties().get("seed")).isEqualTo(5L);
    }

    @Test
    void aPathWithBackslashesIsTheSameAfterARestart() throws Exception {
        write(TEXT);
        DeviceConfiguration changed =
                house.inventory.change("rig-1", Map.of("note", "C:\\data\\rig")).configuration();
        untilFileSays("data");
        restart();
        assertThat(house.inventory.all()).containsExactly(changed);
        assertThat(refusedFields(Map.of("waveforms", List.of("sine")))).containsExactly("note");
        house.inventory.change("rig-1", Map.of("waveforms", List.of("sine"), "note", "C:/data/rig"));
        assertThat(refusedFields(Map.of("note", "C:\\data"))).containsExactly("note");
        assertThat(refusedFields(Map.of("token", "${secret}"))).containsExactly("token");
    }

    @Test
    void whatWouldNotBeTheSameAfterARestartIsRefused() throws Exception {
        write(TEXT);
        for (String text : List.of("home is ${env:HOME}", "\\\\server", " indented")) {
            assertThat(refusedFields(Map.of("note", text, "port", "usb1"))).containsExactly("note");
        }
        house.until("the file is as it was", () -> Files.readString(file).equals(TEXT));
        Map<String, Object> parameters = Map.of("port", "usb1", "note", " \\\\home is ${env:HOME}");
        house.inventory.add("rig-2", "Rig", new HashMap<>(parameters));
        restart();
        assertThat(house.inventory.find("rig-2").orElseThrow().parameters()).isEqualTo(parameters);
    }

    @Test
    void aDeviceThatIsRemovedTakesItsFileWithItAndDoesNotComeBack() throws Exception {
        write(TEXT);
        house.inventory.remove("rig-1");
        house.until("the file is gone", () -> !Files.exists(file));
        assertThat(house.inventory.all()).isEmpty();
        restart();
        assertThat(house.inventory.all()).isEmpty();
    }

    @Test
    void aDeviceWithTwoFilesIsRemovedWithBoth() throws Exception {
        write("org.example.Rig-twin.cfg", "device.id=rig-1");
        write(TEXT);
        house.until("both are read", () -> house.admin.listConfigurations("(device.id=rig-1)").length == 2);
        assertThat(house.inventory.all()).hasSize(1);
        house.inventory.remove("rig-1");
        assertThat(house.inventory.find("rig-1")).isEmpty();
        house.until("both files are gone", () -> {
            try (Stream<Path> left = Files.list(house.config)) {
                return left.noneMatch(path -> path.getFileName().toString().startsWith("org.example.Rig"));
            }
        });
    }

    @Test
    void whatMustNotBeChangedIsNot() throws Exception {
        Files.writeString(file, TEXT);
        Map<String, String> properties = Map.of(
                "device.id",
                "rig-1",
                "port",
                "usb0",
                "felix.fileinstall.filename",
                file.toUri().toString());
        Configuration configuration = house.admin.getFactoryConfiguration("org.example.Rig", "rig-1", "?");
        configuration.update(FrameworkUtil.asDictionary(properties));
        configuration.addAttributes(ConfigurationAttribute.READ_ONLY);
        for (ThrowingCallable attempt : List.<ThrowingCallable>of(
                () -> house.inventory.change("rig-1", Map.of("level", 9)), () -> house.inventory.remove("rig-1"))) {
            InventoryRefused refused = catchThrowableOfType(InventoryRefused.class, attempt);
            assertThat(refused.reason()).isEqualTo(Reason.READ_ONLY);
        }
        assertThat(file).hasContent(TEXT);
        assertThat(house.inventory.find("rig-1").orElseThrow().parameters()).isEqualTo(Map.of("port", "usb0"));
    }

    private List<String> refusedFields(Map<String, Object> changes) {
        InventoryRefused refused = catchThrowableOfType(
                InventoryRefused.class, () -> house.inventory.change("rig-1", new HashMap<>(changes)));
        assertThat(refused.reason()).isEqualTo(Reason.INVALID_PARAMETERS);
        assertThat(refused).hasMessageNotContaining("secret");
        return refused.problems().stream().map(Problem::field).toList();
    }

    private void write(String text) throws Exception {
        Files.writeString(file, text);
        house.watching();
        house.until("the file is read", () -> house.inventory.find("rig-1").isPresent());
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(house.config.resolve(name), text);
    }

    private void untilFileSays(String text) throws Exception {
        house.until("the file says " + text, () -> Files.readString(file).contains(text));
    }

    /** Until File Install has read all files again: it goes through them in rounds, and two files tell them apart. */
    private void restart() throws Exception {
        house.close();
        restarts++;
        mark("first" + restarts);
        house = new House(home).withRig().watching();
        untilRead("first" + restarts);
        mark("second" + restarts);
        untilRead("second" + restarts);
    }

    private void mark(String name) throws Exception {
        write("org.example.Mark-" + name + ".cfg", "mark=" + name);
    }

    private void untilRead(String mark) throws Exception {
        house.until(mark + " is read", () -> house.admin.listConfigurations("(mark=" + mark + ")") != null);
    }

    private Configuration only() throws Exception {
        Configuration[] all = house.admin.listConfigurations("(device.id=*)");
        assertThat(all).hasSize(1);
        return all[0];
    }
}
