// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Drivers that only say what devices they offer. */
final class DriverJar {
    private DriverJar() {}

    /** One that offers the rig of {@code rig.xml} under that PID. */
    static InputStream rig(String symbolicName, String version, String factoryPid) throws IOException {
        try (InputStream in = DriverJar.class.getResourceAsStream("rig.xml")) {
            String metatype = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return of(symbolicName, version, metatype.replace("PID", factoryPid));
        }
    }

    static InputStream of(String symbolicName, String version, String metatype) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", symbolicName);
        attributes.putValue("Bundle-Version", version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry("OSGI-INF/metatype/types.xml"));
            jar.write(metatype.getBytes(StandardCharsets.UTF_8));
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
