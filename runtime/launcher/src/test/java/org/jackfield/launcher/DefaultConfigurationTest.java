// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that every home begins with, read by those who read them in the product. */
class DefaultConfigurationTest {
    private static final Path DEFAULTS = Path.of("..", "config");
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    @TempDir
    private Path temporary;

    @Test
    void everyFileIsOneDeviceNamedAsTheFileIs() throws Exception {
        ProductFolder product = new ProductFolder(temporary)
                .withLibrary("org.apache.felix.configadmin")
                .withLibrary("org.apache.felix.fileinstall");
        Map<String, String> expected = new TreeMap<>();
        try (Stream<Path> files = Files.list(DEFAULTS)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                product.file("config/" + name, Files.readString(file));
                String device = name.substring(name.indexOf('-') + 1, name.lastIndexOf('.'));
                expected.put(name.substring(0, name.indexOf('-')) + "~" + device, device);
            }
        }
        assertThat(expected).hasSize(3);

        try (Home home = Home.open(temporary.resolve("home"), product.product())) {
            Path config = home.config();
            FileTime old = FileTime.fromMillis(1_000_000_000_000L);
            for (Path file : files(config)) {
                Files.setLastModifiedTime(file, old);
            }
            Platform platform = new Platform(FrameworkProperties.of(home, Address.free("127.0.0.1", 0), false));
            platform.start(product.product().bundles());
            Path stored = home.data().resolve("configuration");
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (!devices(stored).equals(expected) && System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            assertThat(platform.stop(Duration.ofSeconds(30))).isEmpty();
            assertThat(devices(stored)).isEqualTo(expected);
            assertThat(files(config)).hasSize(3).allSatisfy(file -> assertThat(Files.getLastModifiedTime(file))
                    .as("%s is read and not written", file)
                    .isEqualTo(old));
        }
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".cfg")).toList();
        }
    }

    /** The {@code device.id} of each PID, as Configuration Admin keeps them. */
    private static Map<String, String> devices(Path stored) throws Exception {
        Map<String, String> devices = new TreeMap<>();
        if (!Files.isDirectory(stored)) {
            return devices;
        }
        try (Stream<Path> files = Files.walk(stored)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String text = Files.readString(file);
                String device = value(text, "device.id");
                if (!device.isEmpty()) {
                    devices.put(value(text, "service.pid").replace("\\", ""), device);
                }
            }
        }
        return devices;
    }

    private static String value(String text, String key) {
        String start = key + "=\"";
        int from = text.indexOf(start);
        return from < 0 ? "" : text.substring(from + start.length(), text.indexOf('"', from + start.length()));
    }
}
