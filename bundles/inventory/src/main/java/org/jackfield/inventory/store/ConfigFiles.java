// SPDX-License-Identifier: Apache-2.0
package org.jackfield.inventory.store;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.felix.fileinstall.shaded.util.properties.InterpolationHelper.BundleContextSubstitutionCallback;
import org.apache.felix.fileinstall.shaded.util.properties.TypedProperties;
import org.osgi.framework.BundleContext;

/** The files that File Install makes configurations of, under its settings. Immutable. */
final class ConfigFiles {
    /** Where File Install notes in a configuration the address of its file. */
    static final String ADDRESS = "felix.fileinstall.filename";

    private final BundleContextSubstitutionCallback references;
    private final Charset encoding;

    ConfigFiles(BundleContext context) {
        references = new BundleContextSubstitutionCallback(context);
        encoding = Charset.forName(
                Objects.requireNonNullElse(context.getProperty("felix.fileinstall.configEncoding"), "ISO-8859-1"));
    }

    /** That of a configuration; empty if it has none, or it is gone. */
    Optional<ConfigFile> of(Map<String, ?> properties) {
        return path(properties).filter(Files::isRegularFile).map(path -> new ConfigFile(path, this));
    }

    /** Where that of a configuration is or was. */
    static Optional<Path> path(Map<String, ?> properties) {
        if (!(properties.get(ADDRESS) instanceof String address)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(URI.create(address)))
                    .filter(path ->
                            path.toString().endsWith(".cfg") || path.toString().endsWith(".config"));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // it names none that could be written or come back
        }
    }

    Charset encoding() {
        return encoding;
    }

    TypedProperties empty() {
        return new TypedProperties((name, key, value) -> references.getValue(value));
    }
}
