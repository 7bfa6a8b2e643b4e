// SPDX-License-Identifier: Apache-2.0
package org.jackfield.rest;

import java.io.IOException;
import java.io.InputStream;

/** A file that lies beside the classes. */
final class BundleFile {
    private BundleFile() {}

    static byte[] read(String name) throws IOException {
        try (InputStream file = BundleFile.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IOException(name + " is missing from the bundle");
            }
            return file.readAllBytes();
        }
    }
}
