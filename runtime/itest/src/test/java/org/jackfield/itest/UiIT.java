// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as people use it, in a real browser. */
class UiIT {
    private static final int TABS = 20;

    /** Deque's accessibility checks, where the build of the page has them. */
    private static final Path AXE =
            RunningProduct.CHECKOUT.resolve("bundles/ui/src/main/page/node_modules/axe-core/axe.min.js");

    @TempDir
    static Path home;

    @TempDir
    static Path profile;

    private static RunningProduct product;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        Config.device(home, "Detector", "lab1-a", "stream.rate=20", "unit=<b onclick=x>K</b>");
        chromium = Chromium.start(profile);
        product = RunningProduct.start(home, RunningProduct.freePort());
        until("lab1-a is there", () -> product.get("/devices").contains("lab1-a"));
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (product != null) {
            product.close();
        }
    }

    @Test
    void aCardShowsWhatItsDeviceReadsNow() throws Exception {
        open(product.url("/"));
        awaitChange("value('lab1-a')");
        awaitChange("card('lab1-a').querySelector('canvas').toDataURL()");
        assertThat(show("text('.state', card('lab1-a'))")).contains("streaming");
    }

    @Test
    void whatADeviceSaysIsTextAndNeverMarkup() throws Exception {
        open(product.url("/"));
        await("the unit as it is written", "value('lab1-a').endsWith('<b onclick=x>K</b>')");
        assertThat(chromium.evaluate("document.querySelectorAll('[onclick]').length")
                        .asInt())
                .isZero();
    }

    @Test
    void aDeviceIsAddedByAFormAndItsPlotMoves() throws Exception {
        open(product.url("/#/add?type=Detector"));
        await("the form", "type('#device-name', 'by form')");
        act("click('Add device')");
        await("a refusal in words", "text('#device-name-help').includes('letters, digits')");
        act("type('#device-name', 'by-form')");
        act("click('Add device')");
        await("its page", "text('h1') === 'by-form'");
        await("a line in its plot", "coloured(document.querySelector('.plot canvas')) > 20");
        awaitChange("document.querySelector('.plot canvas').toDataURL()");
        assertThat(product.get("/devices/by-form")).contains("\"streaming\":true");
    }

    @Test
    void aCommandIsAFormWithItsResult() throws Exception {
        open(product.url("/#/device/lab1-a"));
        await("its commands", "!!document.querySelector('.command [aria-label=\"Run level\"]')");
        act("!document.querySelector('.command [aria-label=\"Run level\"]').click()");
        await("its result", "text('output').includes('5')");
    }

    @Test
    void aJarThatIsDroppedOnThePageIsToldItsVerdictAndServes() throws Exception {
        Path next = DriverJars.version(DriverJars.shipped(RunningProduct.PRODUCT), "9.0.0", home.resolve("next.jar"));
        open(product.url("/#/drivers"));
        await("the login", "type('input[type=password]', '" + product.shownPassword() + "')");
        await("the login's button", "click('Log in')");
        await("the administrator's page", "!document.querySelector('.login')");

        act("!drop('.drop', 'broken.jar', '" + base64(noDriver(home.resolve("broken.jar"))) + "')");
        await("a verdict", "text('.uploads .rejected').startsWith('Refused: ')");
        act("!drop('.drop', '" + DriverJars.NAME + "', '" + base64(next) + "')");
        await("another verdict", "text('.uploads .accepted').startsWith('Accepted (version 9.0.0).')");
        await("the version that runs", "all('.driver .count').includes('9.0.0')");

        act("!!(location.hash = '#/device/lab1-a')");
        await("the driver on the device's page", "text('.facts').includes('9.0.0')");
        await("the swap among what happened", "text('.happenings').includes('handover')");
    }

    @Test
    void aPageThatIsCutOffSaysSoAndComesBack() throws Exception {
        try (Cable cable = new Cable(product.port())) {
            open(cable.url("/"));
            awaitChange("value('lab1-a')");
            cable.pull();
            await("the loss", "text('.link') === 'reconnecting' && text('.banner').includes('lost')");
            cable.putBack();
            await("the return", "text('.link') === 'live' && !document.querySelector('.banner')");
            awaitChange("value('lab1-a')");
        }
    }

    @Test
    void manyTabsShareOneConnection() throws Exception {
        open(product.url("/"));
        awaitChange("value('lab1-a')");
        act("!crowd(" + TABS + ")");
        await("a value in every tab", "others().every((tab) => value('lab1-a', tab) !== '')");
        until("one reads for all", () -> product.get("/devices/lab1-a").contains("\"readers\":1,"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "#/device/lab1-a", "#/drivers", "#/add?type=Daq", "#/tasks", "#/dashboards", "#/events"})
    void noViewKeepsAnybodyOut(String view) throws Exception {
        open(product.url("/" + view));
        await("the view", "!!document.querySelector('h1')");
        chromium.evaluate(Files.readString(AXE) + ";0");
        chromium.evaluate("var found; axe.run().then((result) => found = result.violations); 0");
        await("the outcome of the check", "!!found");
        assertThat(show("JSON.stringify(found.filter((one) => ['serious', 'critical'].includes(one.impact)))"))
                .isEqualTo("[]");
    }

    /** Opens a page of this house and lets a person in. */
    private static void open(String url) throws Exception {
        chromium.open("about:blank");
        chromium.open(url);
        try (InputStream person = UiIT.class.getResourceAsStream("person.js")) {
            chromium.evaluate(new String(person.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void act(String script) throws Exception {
        assertThat(chromium.evaluate(script).asBoolean()).as(script).isTrue();
    }

    private static void await(String what, String condition) throws Exception {
        until(what + " is seen", () -> chromium.evaluate(condition).asBoolean());
    }

    private static void awaitChange(String script) throws Exception {
        until(script + " is something", () -> !show(script).isEmpty());
        String before = show(script);
        until(script + " is no longer " + before, () -> !show(script).equals(before));
    }

    private static String show(String script) throws Exception {
        return chromium.evaluate(script).asText();
    }

    private static Path noDriver(Path jar) throws Exception {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }
        return jar;
    }

    private static String base64(Path file) throws Exception {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }
}
