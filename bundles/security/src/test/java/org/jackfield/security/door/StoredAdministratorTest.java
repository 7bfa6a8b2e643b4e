// SPDX-License-Identifier: Apache-2.0
package org.jackfield.security.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class StoredAdministratorTest {
    private static final Pattern PASSWORD = Pattern.compile("Password\\s+(\\S+)");

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(StoredAdministratorTest.class.getPackageName());
    private Path file = Path.of("");

    @BeforeEach
    void begin(@TempDir Path home) {
        file = home.resolve("data").resolve("administrator");
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void end() {
        logger.detachAppender(log);
    }

    @Test
    void theFirstStartMakesUpAPasswordAndShowsItOnce() throws IOException {
        StoredAdministrator first = start();
        String password = shownPassword();

        assertThat(shown())
                .contains("http://127.0.0.1:8080/system/console", "admin", file.toString())
                .containsOnlyOnce(password);
        assertThat(first.isAdministrator("admin", password)).isTrue();
        assertThat(Files.readString(file)).doesNotContain(password);

        screen.reset();
        StoredAdministrator second = start();

        assertThat(shown()).isEmpty();
        assertThat(second.isAdministrator("admin", password)).isTrue();
        assertThat(log.list).isEmpty();
    }

    @Test
    void nobodyGetsInWithADefaultAnEmptyOrAHalfRightLogin() {
        StoredAdministrator administrator = start();
        String password = shownPassword();

        assertThat(administrator.isAdministrator("admin", "admin")).isFalse();
        assertThat(administrator.isAdministrator("admin", "")).isFalse();
        assertThat(administrator.isAdministrator("", password)).isFalse();
        assertThat(administrator.isAdministrator("root", password)).isFalse();
    }

    @Test
    void onlyTheOwnerCanReadTheFileAndNothingElseIsLeftBehind() throws IOException {
        start();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(file.resolveSibling("."))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void deletingTheFileGivesANewPassword() throws IOException {
        start();
        String before = shownPassword();
        Files.delete(file);
        screen.reset();
        StoredAdministrator administrator = start();

        assertThat(shownPassword()).isNotEqualTo(before);
        assertThat(administrator.isAdministrator("admin", before)).isFalse();
        assertThat(administrator.isAdministrator("admin", shownPassword())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "admin", "PBKDF2WithHmacSHA256:600000:x"})
    void whileTheFileIsUnusableNobodyIsAdministratorAndItStaysAsItIs(String content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content);
        StoredAdministrator administrator = start();

        assertThat(administrator.isAdministrator("admin", "admin")).isFalse();
        assertThat(administrator.isAdministrator("admin", "")).isFalse();
        assertThat(shown()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(content);
        assertThat(log.list).anyMatch(event -> event.getFormattedMessage().contains("Delete it and restart"));
    }

    @Test
    void aFolderInPlaceOfTheFileMakesNobodyAdministrator() throws IOException {
        Files.createDirectories(file);

        assertThat(start().isAdministrator("admin", "admin")).isFalse();
        assertThat(shown()).isEmpty();
    }

    @Test
    void aPasswordThatCannotBeKeptIsNotShown() throws IOException {
        Files.writeString(file.getParent(), "a file where the folder should be");

        assertThat(start().isAdministrator("admin", "admin")).isFalse();
        assertThat(shown()).isEmpty();
        assertThat(log.list).anyMatch(event -> event.getFormattedMessage().contains("Nobody is administrator"));
    }

    @Test
    void aFileThatOthersCanReadIsUsedAndReported() throws IOException {
        start();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(start().isAdministrator("admin", shownPassword())).isTrue();
        assertThat(log.list).anyMatch(event -> event.getFormattedMessage().contains("chmod 600"));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:8080/system/console",
        "lab7, http://lab7:8080/system/console",
        "0.0.0.0, http://localhost:8080/system/console",
        "::, http://localhost:8080/system/console",
        "::1, http://[::1]:8080/system/console",
        "[::1], http://[::1]:8080/system/console"
    })
    void theAddressShownLeadsToTheConsole(String host, String address) {
        assertThat(StoredAdministrator.address(host, "8080")).isEqualTo(address);
    }

    private StoredAdministrator start() {
        return new StoredAdministrator(
                new PasswordFile(file), "http://127.0.0.1:8080/system/console", new PrintStream(screen, true, UTF_8));
    }

    private String shown() {
        return screen.toString(UTF_8);
    }

    private String shownPassword() {
        Matcher matcher = PASSWORD.matcher(shown());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
