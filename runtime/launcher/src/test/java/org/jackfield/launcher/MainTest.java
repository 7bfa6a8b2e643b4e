// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tiny.Broken;
import tiny.Door;
import tiny.Quitting;

/** The whole way from the command line to the exit code, each in a process of its own. */
@Timeout(120)
class MainTest {
    @TempDir
    private Path temporary;

    private ProductFolder product;
    private @Nullable Process process;

    @BeforeEach
    void prepare() throws IOException {
        product = new ProductFolder(temporary);
    }

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void itSaysWhenItIsReadyAndEndsWhenItIsAskedTo() throws Exception {
        product.with("org.apache.felix.http.jetty12", Door.class).file("drivers/one.jar", "");
        Process started = start("--port", "0");
        try (BufferedReader out = started.inputReader()) {
            assertThat(out.readLine())
                    .matches("Jackfield is ready: http://127\\.0\\.0\\.1:\\d+/  \\(home .*home, 1 driver, started in"
                            + " \\d+\\.\\d s\\)");
            started.toHandle().destroy(); // and leave its output open
            assertThat(out.readLine()).isNull();
        }
        assertThat(started.waitFor()).isEqualTo(128 + 15);
        assertThat(errors(started)).isEmpty();
    }

    @Test
    void itSaysWhatItMeansToListenToOthers() throws Exception {
        product.with("org.apache.felix.http.jetty12", Door.class);
        Process started = start("--port", "0", "--host", "0.0.0.0");
        try (BufferedReader out = started.inputReader()) {
            assertThat(out.readLine()).startsWith("Jackfield is ready: http://127.0.0.1:");
            assertThat(out.readLine()).startsWith("Everyone who can reach this machine on 0.0.0.0 can read every");
        }
    }

    @Test
    void itEndsWithTheFramework() throws Exception {
        product.with("org.apache.felix.http.jetty12", Quitting.class);
        Process started = start("--port", "0");
        String ready = started.inputReader().readLine();
        int port = Integer.parseInt(ready.replaceFirst(".*:(\\d+)/ .*", "$1"));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.getOutputStream().write('q');
            assertThat(started.waitFor()).isZero();
        }
    }

    @Test
    void aBundleThatDoesNotStartEndsTheStart() throws Exception {
        product.with("tiny.broken", Broken.class);
        assertEndsWith(1, "The bundle tiny.broken [1] did not start: the key must be turned, was not.", "--port", "0");
    }

    @Test
    void aPortInUseEndsTheStart() throws Exception {
        product.with("tiny.door", Door.class);
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEndsWith(
                    1, "Port " + other.getLocalPort() + " on 127.0.0.1 is in use", "--port", "" + other.getLocalPort());
        }
    }

    @Test
    void anOptionThatIsNoneEndsTheStart() throws Exception {
        assertEndsWith(2, "'--prot' is not an option", "--prot", "80");
    }

    @Test
    void anotherOneOnTheSameHomeEndsTheStart() throws Exception {
        try (Home home = Home.open(temporary.resolve("home"), product.product())) {
            assertEndsWith(1, "Another Jackfield is running on the home folder " + home.folder(), "--port", "0");
        }
    }

    @Test
    void anArchiveOfClassesIsMarkedOnlyByAStartThatSucceeded() throws Exception {
        product.with("org.apache.felix.http.jetty12", Door.class);
        Path archive = temporary.resolve("classes.jsa");
        Path mark = temporary.resolve("classes.jsa.complete");
        assertThat(launch(List.of("-Djackfield.archive=" + archive), "--port", "none")
                        .waitFor())
                .isEqualTo(2);
        assertThat(mark).doesNotExist();
        Process started = launch(List.of("-Djackfield.archive=" + archive), "--port", "0");
        assertThat(started.inputReader().readLine()).startsWith("Jackfield is ready");
        started.toHandle().destroy();
        started.waitFor();
        assertThat(mark).exists();
    }

    private void assertEndsWith(int exitCode, String sentence, String... arguments) throws Exception {
        Process ended = start(arguments);
        String errors = errors(ended);
        assertThat(ended.waitFor()).isEqualTo(exitCode);
        assertThat(errors.lines()).last().asString().startsWith(sentence);
    }

    private static String errors(Process ended) throws IOException {
        return new String(ended.getErrorStream().readAllBytes(), java.nio.charset.Charset.defaultCharset());
    }

    private Process start(String... arguments) throws IOException {
        return launch(List.of(), arguments);
    }

    private Process launch(List<String> flags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-Djackfield.product=" + product.product().folder(), "-cp", ProductFolder.classPath()));
        command.addAll(List.of(
                Main.class.getName(), "--home", temporary.resolve("home").toString()));
        command.addAll(Arrays.asList(arguments));
        process = new ProcessBuilder(command).start();
        return process;
    }
}
