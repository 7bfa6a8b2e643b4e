// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogTest {
    private static final Logger OURS = LoggerFactory.getLogger("org.jackfield.test");
    private static final Logger THEIRS = LoggerFactory.getLogger("com.example.test");

    @TempDir
    private Path temporary;

    private Home home;

    @BeforeEach
    void prepare() throws IOException {
        home = Home.open(temporary.resolve("home"), new ProductFolder(temporary).product());
    }

    @AfterEach
    void close() {
        Log.close();
        home.close();
    }

    @Test
    void whatMattersIsWrittenToTheHome() throws IOException {
        Log.configure(home, false);
        OURS.debug("detail of ours");
        OURS.info("news of ours");
        THEIRS.info("news of theirs");
        assertThat(log()).contains("news of ours", "news of theirs").doesNotContain("detail");
    }

    @Test
    void debuggingAddsTheDetailsOfOursAlone() throws IOException {
        Log.configure(home, true);
        OURS.debug("detail of ours");
        THEIRS.debug("detail of theirs");
        assertThat(log()).contains("detail of ours").doesNotContain("theirs");
    }

    @Test
    void whatLibrariesLogThroughTheJdkIsThereToo() throws IOException {
        Log.configure(home, false);
        java.util.logging.Logger.getLogger("com.example.jdk").info("news through the JDK");
        assertThat(log()).contains("com.example.jdk: news through the JDK");
    }

    @Test
    void theHomeCanHaveALogOfItsOwn() throws IOException {
        Files.writeString(home.config().resolve("logback.xml"), "<configuration><root level='OFF'/></configuration>");
        Log.configure(home, false);
        OURS.info("news of ours");
        assertThat(home.log()).isEmptyDirectory();
    }

    @Test
    void aLogConfigurationWithAMistakeIsNamed() throws IOException {
        Files.writeString(home.config().resolve("logback.xml"), "<configuration><root");
        assertThatThrownBy(() -> Log.configure(home, false))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("The log configuration ")
                .hasMessageContaining("logback.xml cannot be used: ");
    }

    private String log() throws IOException {
        return Files.readString(home.log().resolve("jackfield.log"));
    }
}
