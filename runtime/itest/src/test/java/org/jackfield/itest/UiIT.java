// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    @TempDir
    static Path home;

    @TempDir
    static Path profile;

    private static RunningProduct product;
    private static Person person;

    @BeforeAll
    static void start() throws Exception {
        Config.device(home, "Detector", "lab1-a", "stream.rate=20", "unit=<b onclick=x>K</b>");
        Config.device(
                home, "Detector", "lab1-quick", "stream.rate=200", "stream.ring.frames=100", "device.autostart=true");
        Config.device(home, "Daq", "lab1-daq", "stream.rate=10");
        person = new Person(profile);
        product = RunningProduct.start(home, RunningProduct.freePort());
        product.awaitDevice("lab1-a");
    }

    @AfterAll
    static void stop() {
        if (person != null) {
            person.close();
        }
        if (product != null) {
            product.close();
        }
    }

    @Test
    void aCardShowsWhatItsDeviceReadsNow() throws Exception {
        person.open(product.url("/"));
        person.awaitChange("value('lab1-a')");
        person.awaitChange("card('lab1-a').querySelector('canvas').toDataURL()");
        person.await("its state", "text('.state', card('lab1-a')).includes('streaming')");
    }

    @Test
    void whatADeviceSaysIsTextAndNeverMarkup() throws Exception {
        person.open(product.url("/"));
        person.await("the unit as it is written", "value('lab1-a').endsWith('<b onclick=x>K</b>')");
        assertThat(person.count("document.querySelectorAll('[onclick]').length"))
                .isZero();
    }

    @Test
    void aDeviceIsAddedByAFormAndItsPlotMoves() throws Exception {
        person.open(product.url("/#/add?type=Detector"));
        person.await("the form", "type('#device-name', 'by form')");
        person.act("click('Add device')");
        person.await("a refusal in words", "text('#device-name-help').includes('letters, digits')");
        person.act("type('#device-name', 'by-form')");
        person.act("click('Add device')");
        person.await("its page", "text('h1') === 'by-form'");
        person.await("a line in its plot", "coloured(plot()) > 20");
        person.awaitChange("plot().toDataURL()");
        until("it streams", () -> product.get("/devices/by-form").contains("\"streaming\":true"));
    }

    @Test
    void aCommandIsAFormWithItsResult() throws Exception {
        person.open(product.url("/#/device/lab1-a"));
        person.await("its commands", "!!document.querySelector('.command [aria-label=\"Run level\"]')");
        person.act("!document.querySelector('.command [aria-label=\"Run level\"]').click()");
        person.await("its result", "text('output').includes('5')");
    }

    @Test
    void aJarThatIsDroppedOnThePageIsToldItsVerdictAndServes() throws Exception {
        Path next = DriverJars.version(DriverJars.shipped(RunningProduct.PRODUCT), "9.0.0", home.resolve("next.jar"));
        person.open(product.url("/#/drivers"));
        person.await("the login", "type('input[type=password]', '" + product.shownPassword() + "')");
        person.await("the login's button", "click('Log in')");
        person.await("the administrator's page", "!document.querySelector('.login')");
        person.act("!beside('#/device/lab1-a')");
        person.await("its plot beside", "coloured(plot(others()[0])) > 20");

        person.act("!drop('.drop', 'broken.jar', '" + base64(noDriver(home.resolve("broken.jar"))) + "')");
        person.await("a verdict", "text('.uploads .rejected').startsWith('Refused: ')");
        person.act("!drop('.drop', '" + DriverJars.NAME + "', '" + base64(next) + "')");
        person.await("another verdict", "text('.uploads .accepted').startsWith('Accepted (version 9.0.0).')");
        person.await("the version that runs", "all('.driver .count').includes('9.0.0')");
        person.await("the swap in the plot that was open", "inked(plot(others()[0]), 'swap') > 50");

        person.act("!!(location.hash = '#/device/lab1-a')");
        person.await("the driver on the device's page", "text('.facts').includes('9.0.0')");
        person.await("the swap among what happened", "text('.happenings').includes('handover')");
    }

    @Test
    void aDriverThatHangsIsSaid() throws Exception {
        HostileDrivers.build(Files.createDirectory(home.resolve("hostile")), "connectdeaf")
                .act()
                .on(home.resolve("drivers"));
        person.open(product.url("/"));
        person.await(
                "what it hangs in", "text('.card-error', card('connectdeaf')).includes('connect has not returned')");
        person.act("!!(location.hash = '#/device/connectdeaf')");
        person.await("the same on its page", "text('.error').includes('connect has not returned')");
    }

    @Test
    void whatAPlotHasMissedIsNoFlatLine() throws Exception {
        try (Cable cable = new Cable(product.port())) {
            person.open(cable.url("/#/device/lab1-quick"));
            person.await("a line in its plot", "coloured(plot()) > 20");
            long before = sequence();
            cable.pull();
            until("more has come than is kept", () -> sequence() > before + 300);
            cable.putBack();
            person.await("the gap in its plot", "inked(plot(), 'bad') > 50");
        }
    }

    private static long sequence() throws Exception {
        Matcher next = Pattern.compile("\"next_sequence\":(\\d+)").matcher(product.get("/devices/lab1-quick"));
        assertThat(next.find()).isTrue();
        return Long.parseLong(next.group(1));
    }

    @Test
    void aDeviceIsLeasedProlongedAndGivenBack() throws Exception {
        person.open(product.url("/#/device/lab1-a"));
        person.await("who has it", "type('.lease input', 'Marie')");
        person.await("the lease", "click('Lease')");
        person.await("that it is hers", "text('.lease').includes('Yours, Marie')");
        assertThat(product.get("/devices/lab1-a")).contains("\"name\":\"Marie\"");
        person.await("its commands", "!!document.querySelector('.command [aria-label=\"Run level\"]')");
        person.act("!document.querySelector('.command [aria-label=\"Run level\"]').click()");
        person.await("its result, with her token", "text('output').includes('5')");
        person.await("more time", "click('Prolong')");
        person.await("the way back", "click('Give back')");
        person.await("that anybody may have it", "!!document.querySelector('.lease input')");
        until("nobody has it", () -> product.get("/devices/lab1-a").contains("\"owner\":null"));
    }

    @Test
    void aConfigurationThatIsRefusedIsSaidAtItsField() throws Exception {
        person.open(product.url("/#/add?type=Detector"));
        person.await("the form", "type('#device-name', 'by-mistake')");
        person.act("fill('Lower bound', '20')");
        person.act("click('Add device')");
        person.await("words beside a field", "all('.field .problem').some((words) => words.includes('bound'))");
    }

    @Test
    void aTaskIsProposedWhatItsDevicesHave() throws Exception {
        person.open(product.url("/#/tasks"));
        person.await("the choice of types", "choose('Type', 'Sweep')");
        person.await("a sweep's form", "!!field('command') && fill('device', 'lab1-a')");
        person.await("its commands", "proposed('command').includes('setLevel')");
        person.act("fill('command', 'setLevel')");
        person.await("the command's parameters", "proposed('argument').join() === 'level'");
        person.act("choose('Type', 'Monitor')");
        person.await("another form", "!field('command') && fill('device', 'lab1-daq')");
        person.await("its channels", "proposed('channel').length > 1");
    }

    @Test
    void devicesAreGroupedByTagsThatEverybodySees() throws Exception {
        person.open(product.url("/#/device/lab1-a"));
        person.await("a place for tags", "click('Add tags')");
        person.await("words", "type('[aria-label^=Tags]', 'laser room, Friday')");
        person.await("their keeping", "click('Save', document.querySelector('form.together'))");
        person.await("the tags", "all('.bar .tag').join() === 'laser room,Friday'");
        person.open(product.url("/"));
        person.await("the choice of groups", "choose('Group', 'tag')");
        person.await("its groups", "all('h2.group').some((title) => title.startsWith('laser room'))");
        person.act("choose('Group', 'none')");
    }

    @Test
    void aPageThatIsCutOffSaysSoAndComesBack() throws Exception {
        try (Cable cable = new Cable(product.port())) {
            person.open(cable.url("/"));
            person.awaitChange("value('lab1-a')");
            cable.pull();
            person.await("the loss", "text('.link') === 'reconnecting' && text('.banner').includes('lost')");
            cable.putBack();
            person.await("the return", "text('.link') === 'live' && !document.querySelector('.banner')");
            person.awaitChange("value('lab1-a')");
        }
    }

    @Test
    void manyTabsShareOneConnection() throws Exception {
        person.open(product.url("/"));
        person.awaitChange("value('lab1-a')");
        person.act("!crowd(" + TABS + ")");
        person.await("a value in every tab", "others().every((tab) => value('lab1-a', tab) !== '')");
        until("one reads for all", () -> product.get("/devices/lab1-a").contains("\"readers\":1,"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#/device/lab1-a",
                "#/drivers",
                "#/add?type=Daq",
                "#/tasks",
                "#/dashboards",
                "#/dashboards/new",
                "#/events",
                "#/health"
            })
    void noViewKeepsAnybodyOut(String view) throws Exception {
        person.open(product.url("/" + view));
        person.await("the view", "!!document.querySelector('h1')");
        assertThat(person.obstacles()).isEqualTo("[]");
    }

    @Test
    void aBlockIsShownByItsRangeOnItsCardAndInItsPlotsLegend() throws Exception {
        person.open(product.url("/"));
        person.await("a range", "/\\d … .*\\d V/.test(value('lab1-daq'))");
        person.open(product.url("/#/device/lab1-daq"));
        person.await("a range", "/\\d … .*\\d/.test(text('.legend b'))");
        person.await("a line in its plot", "coloured(plot()) > 20");
    }

    @Test
    void whatWasArrangedAndNotSavedIsThereAfterAnotherPage() throws Exception {
        person.open(product.url("/#/dashboards/draft"));
        person.await("the form", "click('Add tile')");
        person.await("that it is a draft", "text('.board-head').includes('unsaved draft')");
        person.act("location.hash = '#/events'; true");
        person.await("the other page", "text('h1') === 'Events'");
        person.act("location.hash = '#/dashboards/draft'; true");
        person.await("the draft", "document.querySelectorAll('.tile').length === 1 && click('Discard it')");
        person.await("an empty dashboard", "!document.querySelector('.tile')");
    }

    @Test
    void aWallIsLeftByAKeyAndHasNothingToEdit() throws Exception {
        person.open(product.url("/#/dashboards/hall?wall"));
        person.await("the wall", "all('button').includes('Leave the wall')");
        assertThat(person.show("String(all('button'))")).doesNotContain("Edit", "Save", "Copy its address");
        person.await(
                "its end by the key",
                "dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })) && !location.hash.includes('wall')");
        person.await("the dashboard", "all('button').includes('On a wall')");
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
