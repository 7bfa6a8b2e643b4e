// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page sees in a real browser, whose EventSource and WebSocket are nobody's here. */
class ChromiumIT {
    @TempDir
    static Path home;

    @TempDir
    static Path profile;

    private static RunningProduct product;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        for (String id : List.of("lab1-a", "lab1-b")) {
            Config.device(home, "Detector", id, "stream.rate=100", "device.autostart=true");
        }
        chromium = Chromium.start(profile);
        product = RunningProduct.start(home, RunningProduct.freePort());
        for (String id : List.of("lab1-a", "lab1-b")) {
            until(
                    id + " streams",
                    () -> product.send(product.request("/devices/" + id)).body().contains("\"streaming\":true"));
        }
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
    void anEventSourceSeesADriverReplacedAndNothingElse() throws Exception {
        Path next = DriverJars.version(DriverJars.shipped(RunningProduct.PRODUCT), "9.0.0", home.resolve("next.jar"));
        look(product.url("/"), "watch('/stream/devices/lab1-a')");
        awaitNumbers("lab1-a", 50);
        DriverJars.drop(next, home.resolve("drivers"));
        await("the handover", "seen.states.includes('handover')");
        awaitNumbers("lab1-a", 50 + count("lab1-a"));

        JsonNode seen = chromium.evaluate("seen");
        assertThat(numbers(seen, "lab1-a")).isEqualTo(risingByOne(numbers(seen, "lab1-a")));
        assertThat(longs(seen.path("ids"))).isEqualTo(numbers(seen, "lab1-a"));
        assertThat(seen.path("gaps").asInt()).isZero();
        assertThat(seen.path("errors").asInt()).isZero();
        assertThat(seen.path("opened").asInt()).isEqualTo(1);
    }

    @Test
    void anEventSourceThatIsCutOffComesBackByItselfAndMissesNothing() throws Exception {
        try (Cable cable = new Cable(product.port())) {
            look(cable.url("/"), "watch('/stream/devices/lab1-a')");
            awaitNumbers("lab1-a", 50);
            cable.pull();
            await("the cut", "seen.errors > 0");
            int before = count("lab1-a");
            cable.putBack();
            await("the return", "seen.opened == 2");
            awaitNumbers("lab1-a", before + 50);

            JsonNode seen = chromium.evaluate("seen");
            List<Long> numbers = numbers(seen, "lab1-a");
            assertThat(numbers).isEqualTo(risingByOne(numbers));
            assertThat(seen.path("gaps").asInt()).isZero();
            assertThat(cable.asked()).containsIgnoringCase("Last-Event-ID: " + numbers.get(before - 1) + "\r\n");
        }
    }

    @Test
    void anEventSourceReadsManyDevices() throws Exception {
        look(product.url("/"), "watch('/stream/devices?match=lab1-*')");
        awaitBoth();
        JsonNode seen = chromium.evaluate("seen");
        assertThat(longs(seen.path("ids"))).isSorted().doesNotHaveDuplicates();
        assertThat(seen.path("errors").asInt()).isZero();
    }

    @Test
    void aWebSocketReadsOneDevice() throws Exception {
        look(product.url("/"), "talk('/ws/devices/lab1-a')");
        awaitNumbers("lab1-a", 50);
        JsonNode seen = chromium.evaluate("seen");
        assertThat(numbers(seen, "lab1-a")).isEqualTo(risingByOne(numbers(seen, "lab1-a")));
        assertThat(seen.path("errors").asInt()).isZero();
    }

    @Test
    void aWebSocketReadsTheDevicesThatItSubscribesTo() throws Exception {
        look(product.url("/"), "talk('/ws/devices', {type: 'subscribe', devices: ['lab1-*']})");
        awaitBoth();
        JsonNode seen = chromium.evaluate("seen");
        assertThat(seen.path("others").path(0).path("type").asText()).isEqualTo("subscribed");
        assertThat(seen.path("errors").asInt()).isZero();
    }

    /** Opens the page of this house and lets it look at something. */
    private static void look(String page, String script) throws Exception {
        chromium.open(page);
        try (InputStream watch = ChromiumIT.class.getResourceAsStream("watch.js")) {
            chromium.evaluate(new String(watch.readAllBytes(), StandardCharsets.UTF_8));
        }
        chromium.evaluate("var seen = " + script + "; true");
    }

    private static void await(String what, String condition) throws Exception {
        until(what + " is seen", () -> chromium.evaluate(condition).asBoolean());
    }

    private static void awaitNumbers(String id, int count) throws Exception {
        await(count + " numbers of " + id, "seen.numbers['" + id + "']?.length >= " + count);
    }

    private static int count(String id) throws Exception {
        return chromium.evaluate("seen.numbers['" + id + "'].length").asInt();
    }

    private static void awaitBoth() throws Exception {
        for (String id : List.of("lab1-a", "lab1-b")) {
            awaitNumbers(id, 50);
            List<Long> numbers = numbers(chromium.evaluate("seen"), id);
            assertThat(numbers).isEqualTo(risingByOne(numbers));
        }
    }

    private static List<Long> numbers(JsonNode seen, String id) {
        return longs(seen.path("numbers").path(id));
    }

    private static List<Long> longs(JsonNode array) {
        List<Long> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asLong()));
        return numbers;
    }

    private static List<Long> risingByOne(List<Long> like) {
        return LongStream.range(like.get(0), like.get(0) + like.size()).boxed().toList();
    }
}
