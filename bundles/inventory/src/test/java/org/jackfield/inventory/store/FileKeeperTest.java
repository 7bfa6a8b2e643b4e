// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;

/** Files and configurations that several parties change at once, with the File Install that reads them. */
@Timeout(120)
final class FileKeeperTest {
    private static final String TEXT = "# By the window.\ndevice.id=%s\nport=usb0\nlevel=1\nchannels = 1\n";
    private static final int DEVICES = 100;

    @AutoClose
    private House house;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        house = new House(home).withRig();
    }

    @Test
    void whatIsChangedElsewhereIsWrittenIntoTheFileAndNothingElseIs() throws Exception {
        house.watching();
        Path file = write("rig-1");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        untilRead("rig-1");
        Path next = write("rig-2");
        untilRead("rig-2"); // and all of the first has been heard

        change("rig-1", "note", "seen in the console");

        assertThat(file)
                .hasContent("# By the window.\ndevice.id=rig-1\nport=usb0\nlevel=1\nchannels = 1\n"
                        + "note = seen in the console");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw----");
        try (Stream<Path> all = Files.list(house.config)) {
            assertThat(all).containsExactlyInAnyOrder(file, next);
        }
    }

    @Test
    void whatIsReadIsNotWrittenBack() throws Exception {
        house.watching();
        Path file = write("rig-1");
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(file, old);
        untilRead("rig-1");
        write("rig-2");
        untilRead("rig-2");

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);
    }

    @Test
    void aFileThatChangesWhileItIsReadIsReadAgainAndNotOverwritten() throws Exception {
        Path file = write("rig-1");
        house.watching();
        untilRead("rig-1");
        house.context().registerService(SynchronousConfigurationListener.class, event -> laterText(event, file), null);

        rewrite(file, Files.readString(file).replace("level=1", "level=22"));

        house.until("the latest is read", () -> "333".equals(value("rig-1", "level")));
        assertThat(file).content().contains("level=333");
    }

    /** Puts a later value into the file while Configuration Admin is told of the one before. */
    private void laterText(ConfigurationEvent event, Path file) {
        try {
            if (event.getType() == ConfigurationEvent.CM_UPDATED && "22".equals(value("rig-1", "level"))) {
                rewrite(file, Files.readString(file).replace("level=22", "level=333"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAFileCannotHoldLeavesItAsItIs() throws Exception {
        house.watching();
        Path file = write("rig-1");
        untilRead("rig-1");
        write("rig-2");
        untilRead("rig-2"); // and all of the first has been heard

        change("rig-1", "note", "home is ${env:HOME}");

        assertThat(file).hasContent(TEXT.formatted("rig-1"));
        assertThat(value("rig-1", "note")).isEqualTo("home is ${env:HOME}");
    }

    @Test
    void aConfigurationThatIsDeletedTakesItsFileWithItAndAFileThatIsReplacedStays() throws Exception {
        house.watching();
        Path gone = write("rig-1");
        Path replaced = write("rig-2");
        untilRead("rig-1");
        untilRead("rig-2");
        write("rig-3");
        untilRead("rig-3"); // and all of the others has been heard

        configuration("rig-1").delete();
        Files.delete(replaced);
        house.until(
                "File Install sees it go", () -> house.inventory.find("rig-2").isEmpty());
        write("rig-2");
        untilRead("rig-2");

        assertThat(gone).doesNotExist();
        assertThat(replaced).exists();
    }

    @Test
    void ofAHundredFilesThatAllPartiesChangeNothingIsLost() throws Exception {
        house.watching();
        for (int i = 0; i < DEVICES; i++) {
            write("rig-" + i);
        }
        for (int i = 0; i < DEVICES; i++) {
            untilRead("rig-" + i);
        }
        for (int round = 2; round < 8; round++) {
            changeAll(round);
        }
        for (int i = 0; i < DEVICES; i++) {
            assertThat(Files.readString(file("rig-" + i)))
                    .startsWith("# By the window.\ndevice.id=rig-" + i + "\nport=usb0\n");
            for (int way = 0; way < 3; way++) {
                int last = 7 - Math.floorMod(7 + i - way, 3);
                assertThat(agrees("rig-" + i, way, last))
                        .as("rig-%s, way %s", i, way)
                        .isTrue();
            }
        }
    }

    /** Each device by one of three parties, all of them at once. */
    private void changeAll(int round) throws Exception {
        ExecutorService parties = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> changes = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                String id = "rig-" + i;
                int way = (round + i) % 3;
                changes.add(parties.submit(() -> {
                    change(id, way, round);
                    return null;
                }));
            }
            for (Future<?> change : changes) {
                change.get(60, TimeUnit.SECONDS);
            }
        } finally {
            parties.shutdown();
        }
        for (int i = 0; i < DEVICES; i++) {
            String id = "rig-" + i;
            int way = (round + i) % 3;
            house.until(id + " is changed in both", () -> agrees(id, way, round));
        }
    }

    private void change(String id, int way, int round) throws Exception {
        switch (way) {
            case 0 -> rewrite(file(id), Files.readString(file(id)).replaceFirst("level *=.*", "level = 0" + round));
            case 1 -> change(id, "note", "note " + round);
            default -> house.inventory.change(id, Map.of("channels", round));
        }
    }

    private boolean agrees(String id, int way, int round) throws Exception {
        String name = List.of("level", "note", "channels").get(way);
        String expected = List.of("0" + round, "note " + round, "" + round).get(way);
        return expected.equals(value(id, name)) && Files.readString(file(id)).contains(name + " = " + expected + "\n");
    }

    private Path file(String id) {
        return house.config.resolve("org.example.Rig-" + id + ".cfg");
    }

    private Path write(String id) throws IOException {
        return Files.writeString(file(id), TEXT.formatted(id));
    }

    /** At once: a file that has been begun is none for that moment, and neither is its device. */
    private void rewrite(Path file, String text) throws IOException {
        Path next = Files.writeString(house.config.resolveSibling(file.getFileName() + ".next"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void untilRead(String id) throws Exception {
        house.until(id + " is read", () -> house.admin.listConfigurations("(device.id=" + id + ")") != null);
    }

    private Configuration configuration(String id) throws Exception {
        return house.admin.listConfigurations("(device.id=" + id + ")")[0];
    }

    private Object value(String id, String name) throws Exception {
        return configuration(id).getProperties().get(name);
    }

    private void change(String id, String name, Object value) throws Exception {
        Configuration configuration = configuration(id);
        Dictionary<String, Object> properties = configuration.getProperties();
        properties.put(name, value);
        configuration.update(properties);
    }
}
