// SPDX-License-Identifier: Apache-2.0
package org.jackfield.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiny.Broken;
import tiny.Clinging;
import tiny.Door;

class PlatformTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path temporary;

    private ProductFolder product;
    private Home home;
    private Address address;
    private Platform platform;

    @BeforeEach
    void prepare() throws IOException {
        product = new ProductFolder(temporary);
        home = Home.open(temporary.resolve("home"), product.product());
        Log.configure(home, false);
        address = Address.free("127.0.0.1", 0);
        platform = new Platform(FrameworkProperties.of(home, address, false));
    }

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(platform.stop(LONG)).isEmpty();
        Log.close();
        home.close();
    }

    @Test
    void whenItHasStartedTheDoorIsOpenAndWhenItHasStoppedClosed() throws Exception {
        product.with("org.apache.felix.http.jetty12", Door.class);
        platform.start(product.product().bundles());
        assertThat(platform.isRunning()).isTrue();
        assertThat(address.accepts()).isTrue();

        assertThat(platform.stop(LONG)).isEmpty();
        platform.awaitStop();
        assertThat(platform.isRunning()).isFalse();
        assertThat(address.accepts()).isFalse();
    }

    @Test
    void aBundleThatFailsIsNamedWithItsReason() throws Exception {
        product.with("org.jackfield.broken", Broken.class).with("org.jackfield.door", Door.class);
        assertThatThrownBy(() -> platform.start(product.product().bundles()))
                .isInstanceOf(CannotStart.class)
                .hasMessage("The bundle org.jackfield.broken [1] did not start: the key must be turned, was not."
                        + " The log has the details.");
        assertThat(home.log().resolve("jackfield.log")).content().contains("at tiny.Broken.start");
    }

    @Test
    void aBundleThatMissesSomethingIsNamedWithIt() throws Exception {
        product.with("tiny.lonely", Map.of("Import-Package", "not.there"));
        assertThatThrownBy(() -> platform.start(product.product().bundles()))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("The bundle tiny.lonely [1] did not start: ")
                .hasMessageContaining("not.there");
    }

    @Test
    void whatIsNoBundleIsNamed() throws Exception {
        product.file("bundles/text.jar", "not really");
        assertThatThrownBy(() -> platform.start(product.product().bundles()))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("The bundle text.jar cannot be installed: ");
    }

    @Test
    void aLibraryThatIsNoBundleIsNamed() throws Exception {
        product.withPlainJar("library.jar");
        assertThatThrownBy(() -> platform.start(product.product().bundles()))
                .isInstanceOf(CannotStart.class)
                .hasMessageMatching("The file .*library.jar must be an OSGi bundle, but has no symbolic name.");
    }

    @Test
    void fragmentsAreLeftToTheirHosts() throws Exception {
        product.with("tiny.host", Door.class).with("tiny.part", Map.of("Fragment-Host", "tiny.host"));
        platform.start(product.product().bundles());
        assertThat(address.accepts()).isTrue();
    }

    @Test
    void aBundleThatDoesNotStopIsNamed() throws Exception {
        Semaphore permits = new Semaphore(0);
        System.getProperties().put(Clinging.PERMITS, permits);
        product.with("tiny.clinging", Clinging.class).with("tiny.door", Door.class);
        platform.start(product.product().bundles());
        assertThat(platform.stop(Duration.ofSeconds(6))).containsExactly("tiny.clinging");
        permits.release();
    }
}
