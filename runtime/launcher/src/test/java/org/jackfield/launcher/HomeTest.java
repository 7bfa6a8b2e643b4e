// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path temporary;

    private Path folder;
    private ProductFolder product;

    @BeforeEach
    void prepare() throws IOException {
        folder = temporary.resolve("my/home");
        product = new ProductFolder(temporary);
        product.file("config/a.cfg", "a=1");
        product.file("drivers/d.jar", "not really");
    }

    @Test
    void theFirstStartMakesItFromTheDefaults() throws IOException {
        try (Home home = Home.open(folder, product.product())) {
            assertThat(home.config().resolve("a.cfg")).hasContent("a=1");
            assertThat(home.drivers().resolve("d.jar")).hasContent("not really");
        }
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("config", "drivers", "data", "log");
        }
    }

    @Test
    void whatTheUserChangedOrDeletedStaysSo() throws IOException {
        try (Home home = Home.open(folder, product.product())) {
            Files.delete(home.drivers().resolve("d.jar"));
            Files.writeString(home.config().resolve("a.cfg"), "a=2");
        }
        try (Home home = Home.open(folder, product.product())) {
            assertThat(home.config().resolve("a.cfg")).hasContent("a=2");
            assertThat(home.drivers()).isEmptyDirectory();
        }
    }

    @Test
    void nobodyElseOpensItMeanwhile() {
        try (Home home = Home.open(folder, product.product())) {
            assertThatThrownBy(() -> Home.open(folder, product.product()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("Another Jackfield is running on the home folder " + home.folder()
                            + "; stop it or choose another with --home.");
        }
        Home.open(folder, product.product()).close();
    }

    @Test
    void whereNoFolderCanBeMadeIsSaid() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> Home.open(file, product.product()))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("The home folder " + file + " cannot be written: ")
                .hasMessageEndingWith("; choose another with --home.");
    }
}
