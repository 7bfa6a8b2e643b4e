// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.BundleActivator;

/** A product made of bundles that fit a test. Its path has a space, as people's paths do. */
final class ProductFolder {
    private final Path folder;

    ProductFolder(Path parent) throws IOException {
        folder = parent.resolve("the product");
        for (String name : new String[] {"bundles", "config", "drivers"}) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    Product product() {
        return new Product(folder);
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Adds a bundle of an activator alone; the symbolic name decides when it starts. */
    ProductFolder with(String symbolicName, Class<? extends BundleActivator> activator) throws IOException {
        return with(symbolicName, Map.of("Bundle-Activator", activator.getName()), activator);
    }

    ProductFolder with(String symbolicName, Map<String, String> headers, Class<?>... classes) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", symbolicName);
        attributes.putValue("Import-Package", "org.osgi.framework");
        headers.forEach(attributes::putValue);
        try (OutputStream file = Files.newOutputStream(folder.resolve("bundles").resolve(symbolicName + ".jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            for (Class<?> type : classes) {
                String entry = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(entry));
                try (InputStream bytes = type.getResourceAsStream("/" + entry)) {
                    bytes.transferTo(jar);
                }
            }
        }
        return this;
    }

    ProductFolder withPlainJar(String name) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve("bundles").resolve(name));
                JarOutputStream jar = new JarOutputStream(file, new Manifest())) {
            jar.putNextEntry(new ZipEntry("some.txt"));
        }
        return this;
    }

    /** Adds a bundle that is on the test's class path. */
    ProductFolder withLibrary(String artifact) throws IOException {
        Path jar = Arrays.stream(classPath().split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(artifact + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(artifact + " must be on the class path"));
        Files.copy(jar, folder.resolve("bundles").resolve(jar.getFileName()));
        return this;
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
