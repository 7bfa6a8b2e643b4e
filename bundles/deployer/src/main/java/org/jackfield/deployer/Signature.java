// SPDX-License-Identifier: Apache-2.0
package org.jackfield.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/**
 * What a file looks like from outside: two equal ones in a row mean that nobody is writing it.
 *
 * @param size in bytes
 * @param modified when it was last written
 * @param fileKey which file it is, so that one moved over another with equal size and time is noticed
 * @param readable whether it may be opened, so that a corrected permission is noticed
 */
record Signature(long size, Instant modified, String fileKey, boolean readable) {
    /** Of a plain file; empty when there is none of that name. */
    static Optional<Signature> of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            return Optional.of(new Signature(
                    attributes.size(),
                    attributes.lastModifiedTime().toInstant(),
                    String.valueOf(attributes.fileKey()),
                    Files.isReadable(file)));
        } catch (IOException e) {
            // Gone since the folder was listed, a link to nowhere: either way there is no such file.
            return Optional.empty();
        }
    }
}
