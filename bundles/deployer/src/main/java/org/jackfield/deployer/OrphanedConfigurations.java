// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the configurations whose files were deleted while the product was down: File Install, which makes
 * configurations from files, only notices a deletion that it sees happen, and the device would stay.
 */
@Component(
        immediate = true,
        service = {})
public final class OrphanedConfigurations {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanedConfigurations.class);

    /** What File Install notes in a configuration: the file's address. */
    private static final String FILE = "felix.fileinstall.filename";

    /** Looks once. */
    @Activate
    public OrphanedConfigurations(@Reference ConfigurationAdmin admin) throws IOException, InvalidSyntaxException {
        Configuration[] fromFiles = Optional.ofNullable(admin.listConfigurations("(" + FILE + "=*)"))
                .orElse(new Configuration[0]);
        for (Configuration configuration : fromFiles) {
            deleteOrphan(configuration);
        }
    }

    private static void deleteOrphan(Configuration configuration) throws IOException {
        try {
            Path file = Path.of(
                    URI.create(String.valueOf(configuration.getProperties().get(FILE))));
            if (Files.exists(file)) {
                return;
            }
            // A whole folder that is away may be a disk that is not mounted yet.
            if (Files.isDirectory(file.resolveSibling("."))) {
                configuration.delete();
                LOG.info("{} is deleted, since its file {} was", configuration.getPid(), file);
            } else {
                LOG.warn("{} is kept, though the folder of its file {} is missing", configuration.getPid(), file);
            }
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            LOG.warn("{} names no file: {}", configuration.getPid(), e.getMessage());
        } catch (IllegalStateException e) {
            LOG.debug("A configuration was deleted before it could be looked at", e);
        }
    }
}
