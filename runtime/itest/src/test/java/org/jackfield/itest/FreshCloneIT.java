// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises to whoever has just cloned this. */
class FreshCloneIT {
    @TempDir
    Path folder;

    @Test
    void oneCommandBuildsAndStartsAFreshClone() throws Exception {
        assumeThat(RunningProduct.CHECKOUT.resolve(".git")).as("a git checkout").exists();
        Path clone = folder.resolve("clone");
        git("clone", "--quiet", "--depth", "1", RunningProduct.CHECKOUT.toUri().toString(), clone.toString());

        int port = RunningProduct.freePort();
        RunningProduct first = RunningProduct.launch(clone, port, Map.of());
        try (first) {
            first.awaitReady(600);
            try (SseClient client = SseClient.open(first.url("/stream/devices/detector1"))) {
                client.awaitData(0, 5);
            }
            assertThat(first.output())
                    .as("a few lines, not Maven's log")
                    .hasSizeLessThan(60)
                    .anyMatch(line -> line.startsWith("building "));
        }
        assertThat(clone.resolve("runtime").resolve("home").resolve("drivers")).isNotEmptyDirectory();
        assertThat(git("-C", clone.toString(), "status", "--porcelain"))
                .as("what a start leaves in the checkout")
                .isEmpty();

        try (RunningProduct second = RunningProduct.launch(clone, port, Map.of())) {
            second.awaitReady(60);
            assertThat(second.output()).noneMatch(line -> line.startsWith("building "));
        }
    }

    private static String git(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
