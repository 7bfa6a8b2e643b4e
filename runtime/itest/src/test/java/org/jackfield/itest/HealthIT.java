// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a house, from afar and in the console. */
@Timeout(300)
class HealthIT {
    private static final String DETAILS = "/health?details";
    private static final String PAGE = "healthcheck?tags=jackfield";

    @TempDir
    Path folder;

    @Test
    void whatIsWrongWithTheHouseIsToldAndShown() throws Exception {
        Path home = folder.resolve("home");
        Config.file(home, "org.jackfield.core.DeviceRegistry", "connect.millis=1000");
        try (RunningProduct product = RunningProduct.start(home, RunningProduct.freePort())) {
            WebConsole console = new WebConsole(product, product.shownPassword());
            until("the console is there", console::answers);
            aFreshHouseIsWell(product, console);

            drop(home, "connectthrows");
            Files.writeString(home.resolve("drivers/garbage.jar"), "no archive");
            Files.writeString(home.resolve("config/org.jackfield.driver.simulated.Detektor-x.cfg"), "device.id=x\n");
            until(
                    "all three are told",
                    () -> has(product.get(DETAILS), "connectthrows is in fault", "garbage.jar is", "Detektor-x.cfg: "));
            String told = product.get(DETAILS);
            assertThat(told).startsWith("{\"status\":\"warn\"").doesNotContain(folder.toString());
            until(
                    "the reasons are told", // a device that is just being tried again is in fault a moment later
                    () -> has(product.get(DETAILS), "IOException: no such port", "is not a readable ZIP"));
            until(
                    "the console tells them",
                    () -> has(
                            console.page(PAGE).body(),
                            "connectthrows is in fault",
                            "IOException: no such port",
                            "garbage.jar is rejected"));

            drop(home, "connectdeaf");
            until("the driver that hangs is told", () -> details(product).body().contains("connectdeaf hangs in"));
            assertThat(details(product).statusCode()).isEqualTo(503);
            assertThat(details(product).body())
                    .startsWith("{\"status\":\"critical\"")
                    .contains("connectdeaf hangs in 'connect'");
            assertThat(console.page(PAGE).body()).contains("CRITICAL", "connectdeaf hangs in");
            assertThat(product.get("/health")).startsWith("{\"status\":\"healthy\"");

            Files.delete(home.resolve("drivers/connectdeaf.jar"));
            until("what it leaves behind is told", () -> has(details(product).body(), "driver of connectdeaf: "));
            until("nothing is critical", () -> details(product).statusCode() == 200);
            assertThat(product.get(DETAILS))
                    .startsWith("{\"status\":\"warn\"")
                    .contains("left behind by a driver of connectdeaf: ");
        }
    }

    private static void aFreshHouseIsWell(RunningProduct product, WebConsole console) throws Exception {
        AtomicReference<String> told = new AtomicReference<>("");
        until("all is well", () -> {
            told.set(details(product).body());
            return told.get().startsWith("{\"status\":\"healthy\"");
        });
        String fresh = told.get();
        for (String check : new String[] {"devices", "drivers", "configuration", "rings", "disk", "threads"}) {
            assertThat(fresh).contains("{\"name\":\"" + check + "\",\"status\":\"ok\"");
            assertThat(console.page(PAGE).body()).contains(check);
        }
        until("nothing fails", () -> console.page("healthcheck?tags=").body().contains("0 failures"));
    }

    private static HttpResponse<String> details(RunningProduct product) throws Exception {
        return product.send(product.request(DETAILS));
    }

    private void drop(Path home, String name) throws Exception {
        Path hostile = folder.resolve("hostile");
        Path jar = hostile.resolve(name + ".jar");
        if (!Files.exists(jar)) {
            HostileDrivers.build(Files.createDirectories(hostile));
        }
        DriverJars.drop(jar, home.resolve("drivers"), name + ".jar");
    }

    private static boolean has(String text, String... parts) {
        for (String part : parts) {
            if (!text.contains(part)) {
                return false;
            }
        }
        return true;
    }
}
