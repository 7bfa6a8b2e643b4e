// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Versions of the simulated driver, made from the one that the product ships. */
final class DriverJars {
    static final String NAME = "org.jackfield.driver.simulated.jar";

    private DriverJars() {}

    static Path shipped(Path product) {
        return product.resolve("drivers").resolve(NAME);
    }

    /** The shipped driver under another version number. */
    static Path version(Path shipped, String version, Path target) throws IOException {
        try (JarFile jar = new JarFile(shipped.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
            try (OutputStream file = Files.newOutputStream(target);
                    JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                    JarEntry entry = entries.nextElement();
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream in = jar.getInputStream(entry)) {
                            in.transferTo(out);
                        }
                    }
                }
            }
        }
        return target;
    }

    /** Copies it into the folder in one step, as a careful person would. */
    static void drop(Path jar, Path drivers) throws IOException {
        drop(jar, drivers, NAME);
    }

    /** The same with any bundle, under the name of its file. */
    static void drop(Path jar, Path drivers, String name) throws IOException {
        Path hidden = drivers.resolve(".incoming");
        Files.copy(jar, hidden, StandardCopyOption.REPLACE_EXISTING);
        Files.move(hidden, drivers.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
