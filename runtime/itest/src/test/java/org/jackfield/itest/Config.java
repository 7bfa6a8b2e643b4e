// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a person writes into {@code config/} of a home. */
final class Config {
    private static final String SIMULATED = "org.jackfield.driver.simulated.";

    private Config() {}

    /** A simulated device. */
    static Path device(Path home, String type, String id, String... lines) throws IOException {
        return file(home, SIMULATED + type + '-' + id, "device.id=" + id + '\n' + String.join("\n", lines));
    }

    /** The settings of a component. */
    static Path file(Path home, String name, String... lines) throws IOException {
        Path config = Files.createDirectories(home.resolve("config"));
        return Files.writeString(config.resolve(name + ".cfg"), String.join("\n", lines) + '\n');
    }
}
