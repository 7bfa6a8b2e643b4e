// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;

/** Makes the JARs that are dropped into the product. */
public final class Bundles {
    private Bundles() {}

    /** The same driver under another version. */
    static Path version(Path driver, String version, Path target) throws Exception {
        try (Jar jar = new Jar(driver.toFile())) {
            jar.getManifest().getMainAttributes().putValue("Bundle-Version", version);
            jar.write(target.toFile());
            return target;
        }
    }

    /** A package of this bench's own as a bundle. */
    public static Path of(Class<?> type, String version, Map<String, String> headers, Path target) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setProperty("Bundle-SymbolicName", type.getPackageName());
            builder.setProperty("Bundle-Version", version);
            builder.setProperty("Private-Package", type.getPackageName());
            builder.setProperty("Import-Package", "org.jspecify.*;resolution:=optional,*");
            headers.forEach(builder::setProperty);
            // With wildcards expanded by the Java launcher.
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                builder.addClasspath(new File(entry));
            }
            try (Jar jar = builder.build()) {
                if (!builder.getErrors().isEmpty()) {
                    throw new IllegalStateException("bnd says " + builder.getErrors());
                }
                jar.write(target.toFile());
            }
            return target;
        }
    }
}
