// SPDX-License-Identifier: Apache-2.0
package org.jackfield.ui;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Where the product keeps its things. */
final class Home {
    private Home() {}

    static Path data(BundleContext context) {
        String home = context.getProperty("jackfield.home");
        if (home == null) {
            throw new IllegalStateException(
                    "the framework property jackfield.home must name the home folder, is not set");
        }
        return Path.of(home, "data");
    }
}
