// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process dies in the middle of a swap; the next one has one version that works. */
class CrashDuringSwapIT {
    private static final int CRASHES = Integer.getInteger("jackfield.crashes", 5);
    private static final long SEED = Long.getLong("jackfield.seed", 1);
    private static final String DRIVER = "org.jackfield.driver.simulated";
    private static final String STREAM = "/stream/devices/steady";

    /** A swap is through after about a second: two looks at the folder, and the new version's start. */
    private static final int SWAP_MILLIS = 1500;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private WebConsole console;
    private long lastSequence = -1;

    @Test
    void afterEveryCrashOneVersionServesAndNothingIsLostOrRepeated() throws Exception {
        System.out.println("jackfield.seed=" + SEED);
        Path home = folder.resolve("home");
        configure(home);
        String password = "";
        String running = "0.1.0"; // as it is shipped
        String dropped = running;
        for (int round = 0; round <= CRASHES; round++) {
            try (RunningProduct product = RunningProduct.start(home, RunningProduct.freePort())) {
                password = round == 0 ? product.shownPassword() : password;
                console = new WebConsole(product, password);
                until("the console is there", console::answers);
                if (round == 0) {
                    console.addDevice(DRIVER + ".Rover", Map.of("device.id", "added"));
                }
                awaitOneVersion(product, running, dropped);
                running = dropped;
                dropped = "1." + round + ".0";
                crashWhileSwapping(product, home, dropped);
            }
        }
        assertThat(lastSequence).isGreaterThan(CRASHES);
    }

    private static void configure(Path home) throws IOException {
        Config.device(home, "Detector", "steady", "stream.rate=1000", "device.autostart=true", "unit=K");
    }

    /** At once a version that ran before serves; in the end the one that lies in the folder does, and alone. */
    private void awaitOneVersion(RunningProduct product, String before, String dropped) throws Exception {
        for (String device : List.of("steady", "added")) {
            until(device + " is connected", () -> product.send(product.request("/devices/" + device))
                    .body()
                    .contains("\"connected\":true"));
        }
        until("version " + dropped + " alone is there and serves", () -> {
            List<WebConsole.Bundle> present = versions();
            assertThat(present).extracting(WebConsole.Bundle::version).isSubsetOf(before, dropped);
            return present.size() == 1
                    && present.get(0).version().equals(dropped)
                    && isServedBy(product, present.get(0));
        });
        assertThat(product.get("/devices/steady")).contains("\"unit\":\"K\"");
        assertThat(product.get("/devices/added")).contains("\"device_type\":\"Rover\"");
    }

    private static boolean isServedBy(RunningProduct product, WebConsole.Bundle driver) throws Exception {
        String device = product.get("/devices/steady");
        return driver.state().equals("Active")
                && device.contains("\"streaming\":true")
                && device.contains("\"version\":\"" + driver.version() + '"');
    }

    private List<WebConsole.Bundle> versions() throws Exception {
        return console.bundles().stream()
                .filter(bundle -> bundle.symbolicName().equals(DRIVER))
                .toList();
    }

    private void crashWhileSwapping(RunningProduct product, Path home, String version) throws Exception {
        Path next = DriverJars.version(
                DriverJars.shipped(RunningProduct.PRODUCT), version, folder.resolve(version + ".jar"));
        try (SseClient client = SseClient.open(product.url(STREAM))) {
            client.awaitData(0, 100);
            DriverJars.drop(next, home.resolve("drivers"));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(SWAP_MILLIS)); // at any moment of the swap
            product.kill();
            client.awaitEnd();
            List<SseClient.Event> data = client.data();
            assertThat(data.get(0).sequence()).as("first number after a crash").isGreaterThan(lastSequence);
            for (SseClient.Event sample : data) {
                assertThat(sample.sequence()).isGreaterThan(lastSequence);
                lastSequence = sample.sequence();
            }
        }
    }
}
