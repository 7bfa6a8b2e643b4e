// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes driver JARs, good and bad ones, as bytes. */
final class DriverJars {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** A driver that is as it should be; what is set on it afterwards can change that. */
    static DriverJars driver(String symbolicName, String version) {
        DriverJars jar = new DriverJars();
        jar.header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", symbolicName)
                .header("Bundle-Version", version)
                .header("Bundle-Activator", "tiny.TinyDriver")
                .header("Import-Package", "org.jackfield.device,org.osgi.framework,javax.management")
                .header("Tiny-Devices", "rig-1")
                .header("Tiny-Behaviour", "works");
        for (String name : List.of(
                "TinyDriver", "TinyDevice", "Litter", "LitterMBean", "Litter$Tick", "Exit", "TinyDriver$Broken")) {
            String path = "tiny/" + name + ".class";
            jar.entry(path, resource(path));
        }
        return jar;
    }

    DriverJars header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    DriverJars without(String header) {
        headers.remove(header);
        return this;
    }

    DriverJars entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    DriverJars devices(String ids) {
        return header("Tiny-Devices", ids);
    }

    DriverJars that(String behaviour) {
        return header("Tiny-Behaviour", behaviour);
    }

    byte[] bytes() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            next(out, JarFile.MANIFEST_NAME);
            manifest.write(out);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                next(out, entry.getKey());
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void next(JarOutputStream out, String name) throws IOException {
        JarEntry head = new JarEntry(name);
        head.setTime(0); // equal content, equal bytes: also the manifest's, which else tells the hour
        out.putNextEntry(head);
    }

    private static byte[] resource(String name) {
        try (InputStream in = DriverJars.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " must be among the test classes");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
