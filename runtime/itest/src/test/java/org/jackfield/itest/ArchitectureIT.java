// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.header.OSGiHeader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

/** Who may know whom, read from the manifests that were built. */
class ArchitectureIT {
    private static final Path PRODUCT = Path.of(System.getProperty("jackfield.product"));
    private static final String API = "org.jackfield.api";

    @Test
    void onlyTheApiExports() throws IOException {
        assertThat(ours().keySet()).contains(API, "org.jackfield.core", "org.jackfield.sse");
        ours().forEach((name, bundle) -> {
            if (name.equals(API)) {
                assertThat(bundle.exports())
                        .containsExactlyInAnyOrder(
                                "org.jackfield.device",
                                "org.jackfield.stream",
                                "org.jackfield.driver",
                                "org.jackfield.control",
                                "org.jackfield.event",
                                "org.jackfield.inventory",
                                "org.jackfield.task",
                                "org.jackfield.security");
            } else {
                assertThat(bundle.exports()).as("exports of " + name).isEmpty();
            }
        });
    }

    @Test
    void ourBundlesMeetThroughTheApiAlone() throws IOException {
        ours().forEach((name, bundle) -> assertThat(bundle.imports())
                .as("Jackfield packages that " + name + " imports")
                .filteredOn(imported -> imported.startsWith("org.jackfield."))
                .isSubsetOf(
                        "org.jackfield.device",
                        "org.jackfield.stream",
                        "org.jackfield.driver",
                        "org.jackfield.control",
                        "org.jackfield.event",
                        "org.jackfield.inventory",
                        "org.jackfield.task",
                        "org.jackfield.security"));
    }

    @Test
    void aDriverKnowsTheDeviceApiAndNothingElseOfOurs() throws IOException {
        List<Path> drivers = jars(PRODUCT.resolve("drivers"));
        assertThat(drivers).isNotEmpty();
        for (Path driver : drivers) {
            assertThat(read(driver).imports())
                    .as("imports of " + driver)
                    .contains("org.jackfield.device")
                    .allMatch(imported -> imported.startsWith("java.")
                            || imported.equals("org.jackfield.device")
                            || imported.equals("org.jspecify.annotations"));
        }
    }

    @Test
    void everyClassOfOursRunsOnJava17() throws IOException {
        List<Path> all = new ArrayList<>(jars(PRODUCT.resolve("drivers")));
        for (Path jar : jars(PRODUCT.resolve("bundles"))) {
            if (jar.getFileName().toString().startsWith("org.jackfield.")) {
                all.add(jar);
            }
        }
        for (Path jar : all) {
            assertThat(newestClassVersion(jar))
                    .as("class file version in " + jar)
                    .isLessThanOrEqualTo(61);
        }
    }

    private record Headers(Set<String> imports, Set<String> exports) {}

    private static Map<String, Headers> ours() throws IOException {
        Map<String, Headers> ours = new TreeMap<>();
        for (Path jar : jars(PRODUCT.resolve("bundles"))) {
            try (JarFile file = new JarFile(jar.toFile())) {
                String name = file.getManifest().getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
                if (name.startsWith("org.jackfield.")) {
                    ours.put(name, read(jar));
                }
            }
        }
        return ours;
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static Headers read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new Headers(
                    packages(file.getManifest().getMainAttributes().getValue(Constants.IMPORT_PACKAGE)),
                    packages(file.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE)));
        }
    }

    private static Set<String> packages(String header) {
        return new TreeSet<>(OSGiHeader.parseHeader(header).keySet());
    }

    private static int newestClassVersion(Path jar) throws IOException {
        int newest = 0;
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = file.getInputStream(entry);
                            DataInputStream data = new DataInputStream(in)) {
                        assertThat(data.readInt()).isEqualTo(0xCAFEBABE);
                        data.readUnsignedShort();
                        newest = Math.max(newest, data.readUnsignedShort());
                    }
                }
            }
        }
        return newest;
    }
}
