// SPDX-License-Identifier: Apache-2.0
package org.jackfield.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.jackfield.driver.DriverEntry;
import org.jackfield.driver.DriverEntry.Earlier;
import org.jackfield.driver.DriverEntry.Verdict;
import org.jackfield.driver.Drivers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as Gogo itself understands them. */
final class DriverCommandsTest {
    private final Folder folder = new Folder();
    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final CommandProcessorImpl gogo = new CommandProcessorImpl(threads);

    @BeforeEach
    void offerTheCommands() {
        threads.start();
        DriverCommands commands = new DriverCommands(folder);
        for (String name : List.of("drivers", "driver", "driverInstall", "driverRemove", "driverRollback")) {
            gogo.addCommand("jackfield", commands, name);
        }
    }

    @AfterEach
    void stop() {
        gogo.stop();
        threads.stop();
    }

    private String type(String line) throws Exception {
        try (CommandSession session = gogo.createSession(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream())) {
            return String.valueOf(session.execute(line));
        }
    }

    @Test
    void theDriversAreATable() throws Exception {
        folder.add("pm.jar", "1.2.0", "running", Verdict.ACCEPTED, "", "pm1", "pm2");
        folder.add("scope-driver.jar", "", "", Verdict.REJECTED, "needs package org.foo, nobody provides it");

        assertThat(type("jackfield:drivers"))
                .isEqualTo(
                        """
                        FILE              VERSION  STATE    VERDICT   DEVICES OR REASON
                        pm.jar            1.2.0    running  accepted  pm1, pm2
                        scope-driver.jar                    rejected  needs package org.foo, nobody provides it""");
    }

    @Test
    void aDriverIsToldInFull() throws Exception {
        folder.add("pm.jar", "1.2.0", "running", Verdict.ACCEPTED, "", "pm1", "pm2");

        assertThat(type("driver pm.jar"))
                .isEqualTo(
                        """
                        File     pm.jar
                        State    running since 2026-03-01T09:15:00Z
                        Verdict  accepted
                        Bundle   acme.pm 1.2.0
                        Devices  pm1, pm2
                        SHA-256  ab12
                        Before   1.1.0, 1.0.0
                        Leak     thread pm-poller""");
    }

    @Test
    void anEmptyFolderIsSaidToBe() throws Exception {
        assertThat(type("drivers")).isEqualTo("No drivers.");
    }

    @Test
    void aJarIsInstalledRolledBackAndRemoved(@TempDir Path home) throws Exception {
        Path jar = Files.writeString(home.resolve("pm.jar"), "bytes");

        assertThat(type("driverinstall '" + jar + "'")).contains("Verdict  accepted");
        assertThat(folder.received).containsExactly("pm.jar: bytes");
        assertThat(type("driverRollback pm.jar")).contains("File     pm.jar");
        assertThat(type("driverRemove pm.jar")).contains("File     pm.jar");
        assertThat(folder.entries).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidInWords(@TempDir Path home) {
        for (String command : List.of("driver", "driverRemove", "driverRollback")) {
            assertThatThrownBy(() -> type(command + " no.jar"))
                    .as(command)
                    .hasMessageContaining("no driver has the file name no.jar");
        }
        assertThatThrownBy(() -> type("driverInstall " + home.resolve("no.jar")))
                .hasMessageContaining("there is no file");
    }

    /** A folder that accepts everything. */
    static final class Folder implements Drivers {
        private final Map<String, DriverEntry> entries = new TreeMap<>();
        private final List<String> received = new ArrayList<>();

        DriverEntry add(String name, String version, String state, Verdict verdict, String reason, String... devices) {
            DriverEntry entry = new DriverEntry(
                    name,
                    "acme.pm",
                    version,
                    state,
                    verdict,
                    reason,
                    List.of(devices),
                    "ab12",
                    Instant.parse("2026-03-01T09:15:00.5Z"),
                    List.of(new Earlier("1.1.0", "cd34"), new Earlier("1.0.0", "ef56")),
                    Optional.of("thread pm-poller"));
            entries.put(name, entry);
            return entry;
        }

        @Override
        public long leaks() {
            return 2;
        }

        @Override
        public List<DriverEntry> all() {
            return List.copyOf(entries.values());
        }

        @Override
        public Optional<DriverEntry> find(String name) {
            return Optional.ofNullable(entries.get(name));
        }

        @Override
        public CompletionStage<DriverEntry> put(String name, InputStream jar) throws IOException {
            received.add(name + ": " + new String(jar.readAllBytes(), UTF_8));
            return CompletableFuture.completedStage(add(name, "1.2.0", "running", Verdict.ACCEPTED, ""));
        }

        @Override
        public Optional<CompletionStage<DriverEntry>> delete(String name) {
            return Optional.ofNullable(entries.remove(name)).map(CompletableFuture::completedStage);
        }

        @Override
        public Optional<CompletionStage<DriverEntry>> rollBack(String name) {
            return find(name).map(CompletableFuture::completedStage);
        }
    }
}
