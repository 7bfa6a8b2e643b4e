// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our pages of the web console, in a browser that was given the password in the address. */
class ConsoleIT {
    private static final String ROWS = "document.querySelectorAll('#plugin_table tbody tr[data-row]')";

    private static final String HANGS =
            """
            package hung.one;

            import java.util.List;
            import java.util.concurrent.locks.LockSupport;
            import org.jackfield.device.Device;
            import org.jackfield.device.DeviceDescription;
            import org.osgi.service.component.annotations.Component;

            @Component(service = Device.class, property = "device.id=hung1")
            public final class Driver implements Device {
                public DeviceDescription description() {
                    return new DeviceDescription("Hung", "", "", List.of());
                }

                public void connect() {
                    while (true) {
                        Thread.interrupted();
                        LockSupport.park();
                    }
                }

                public void disconnect() {}
            }
            """;

    @TempDir
    static Path home;

    @TempDir
    static Path folder;

    @TempDir
    static Path profile;

    private static RunningProduct product;
    private static WebConsole console;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        Config.device(home, "Detector", "con1", "stream.rate=20");
        chromium = Chromium.start(profile);
        product = RunningProduct.start(home, RunningProduct.freePort());
        console = new WebConsole(product, product.shownPassword());
        product.awaitDevice("con1");
        until("the console is there", console::answers);
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

    private static void open(String page) throws Exception {
        chromium.open(
                "http://admin:" + product.shownPassword() + "@127.0.0.1:" + product.port() + "/system/console/" + page);
    }

    private static String show(String script) throws Exception {
        return chromium.evaluate(script).asText();
    }

    @Test
    void aClientIsSeenWhileItReadsAndIsDisconnectedAloneOnRequest() throws Exception {
        open("streams");
        try (SseClient one = SseClient.open(product.url("/stream/devices/con1"));
                SseClient other = SseClient.open(product.url("/stream/devices/con1?maxRate=1"))) {
            one.awaitData(0, 1);
            until("both are seen", () -> show(ROWS + ".length").equals("2"));
            assertThat(show("document.querySelector('#plugin_table tbody').textContent"))
                    .contains("127.0.0.1", "sse", "con1");
            String bytes = show(ROWS + "[0].cells[8].textContent");
            until("it has got more", () -> !show(ROWS + "[0].cells[8].textContent")
                    .equals(bytes));

            chromium.evaluate(ROWS + "[0].querySelector('[data-action=disconnect]').click()");
            chromium.evaluate("document.querySelector('.ui-dialog-buttonset button').click()");

            one.awaitEnd();
            until("one is left", () -> show(ROWS + ".length").equals("1"));
            other.awaitData(other.events().size(), 1);
            assertThat(show("document.getElementById('summary').textContent"))
                    .startsWith("1 client connected; since the start ");
        }
    }

    @Test
    void ourPagesRenewThemselvesLeadToTheLivePageAndTheirHeadingsCanBeRead() throws Exception {
        for (String page : List.of("devices", "drivers", "streams", "tasks")) {
            open(page);
            assertThat(show("document.getElementById('live').pathname")).isEqualTo("/");
            assertThat(show("document.querySelector('#lead a').pathname")).isEqualTo("/");
            assertThat(show("[...document.querySelectorAll('#plugin_table th.header')]"
                            + ".filter((th) => parseFloat(getComputedStyle(th).paddingRight) < 21).length"))
                    .as("headings below the arrows of " + page)
                    .isEqualTo("0");
            chromium.evaluate("document.getElementById('summary').textContent = 'old'");
            until(page + " renews itself", () -> show("document.getElementById('summary').textContent")
                    .matches("\\d+ \\w+.*"));
        }
    }

    @Test
    void whereADriverHangsIsSeenOnTheDevicesPage() throws Exception {
        Path source = Files.writeString(folder.resolve("Driver.java"), HANGS);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        DriverCompiler.compile(List.of(source), classes);
        DriverJars.drop(
                DriverCompiler.bundle("hung.one", classes, folder.resolve("hung.jar"), Map.of()),
                home.resolve("drivers"));
        open("devices");
        String thread = "document.querySelector('tr[data-row=hung1] details')";
        until("it is seen to hang", () -> show(thread + "?.textContent ?? ''").contains("hung.one.Driver.connect"));

        chromium.evaluate(thread + ".open = true; document.getElementById('summary').textContent = 'old'");
        until("the page renews itself", () -> show("document.getElementById('summary').textContent")
                .matches("\\d+ devices"));
        assertThat(show(thread + ".open"))
                .as("what was unfolded is folded again")
                .isEqualTo("true");
    }

    @Test
    void theConfigurationStatusHasTheClientsToo() throws Exception {
        try (SseClient reader = SseClient.open(product.url("/stream/devices/con1"))) {
            reader.awaitData(0, 1);
            assertThat(console.page("status-jackfield.json").body()).contains("\"clients\"", "\"con1\"", "127.0.0.1");
        }
    }
}
