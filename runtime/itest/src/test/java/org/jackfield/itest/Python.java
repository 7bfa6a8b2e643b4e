// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs scripts that lie beside the tests. */
final class Python {
    private Python() {}

    /** All lines that a script says, which must end well. */
    static List<String> run(Path folder, String script, String... arguments) throws Exception {
        Path file = folder.resolve(script);
        Files.write(file, Python.class.getResourceAsStream(script).readAllBytes());
        List<String> command = new ArrayList<>(List.of("python3", file.toString()));
        command.addAll(List.of(arguments));
        Process process = start(command);
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = output.lines().toList();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(String.join("\n", said)).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError("expected a python3 on the PATH (apt-get install python3)", e);
        }
    }
}
