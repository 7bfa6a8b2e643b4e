// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything bad that can be dropped into {@code drivers/}, at any moment, while a stream is watched. */
class HostileJarsIT {
    private static final long SEED = Long.getLong("jackfield.seed", 1);
    private static final String HANGING = "this hung: ";
    private static final String STREAM = "/stream/devices/good";

    @TempDir
    static Path folder;

    private final Random random = new Random(SEED);
    private final Path home = folder.resolve("home");
    private final Path drivers = home.resolve("drivers");
    private RunningProduct product;

    @Test
    void nothingDroppedIntoTheFolderDisturbsAStreamThatIsWatched() throws Exception {
        System.out.println("jackfield.seed=" + SEED);
        List<Hostility> all = new ArrayList<>(HostileDrivers.build(Files.createDirectories(folder.resolve("made"))));
        all.addAll(HostileJars.build(
                DriverJars.shipped(RunningProduct.PRODUCT),
                ReadmeDriver.build(Files.createDirectories(folder.resolve("readme"))),
                HostileDrivers.driverClass(folder.resolve("made"), "activatorthrows"),
                random));
        assertThat(all).hasSizeGreaterThan(40);
        configure();

        try (RunningProduct started = RunningProduct.start(home, RunningProduct.freePort())) {
            product = started;
            WebConsole console = new WebConsole(product, product.shownPassword());
            product.awaitDevice("good");
            try (SseClient one = SseClient.open(product.url(STREAM));
                    SseClient two = SseClient.open(product.url(STREAM))) {
                one.awaitData(0, 100);
                two.awaitData(0, 100);
                until("the console is there", console::answers);
                List<WebConsole.Bundle> before = console.bundles();
                for (String last : List.of("org.apache.felix.framework", "org.jackfield.driver.simulated")) {
                    until("the start of " + last + " is logged", () -> log().stream()
                            .anyMatch(line ->
                                    line.endsWith("Events.Bundle." + last + ": " + last + ": BundleEvent STARTED")));
                }
                int logged = log().size();

                drop(all);
                awaitWords(all);
                delete(all);
                awaitFarewells(all);

                assertThat(foreignEvents(logged))
                        .as("bundle events that are no driver's business")
                        .isEmpty();
                assertThat(sound(console.bundles())).isEqualTo(before);
                one.awaitData(one.events().size(), 100);
                two.awaitData(two.events().size(), 100);
                assertContinuous(one);
                assertContinuous(two);
            }
            ProcessHandle.of(product.pid()).orElseThrow().destroy(); // without closing its output, as stop() does
            if (product.awaitExit() == 1) { // drivers that are deaf to everything are left behind, by name
                product.awaitLine(HANGING, 10);
                assertThat(hanging()).anyMatch(bundle -> bundle.startsWith("hostile."));
            }
            assertThat(log()).anyMatch(line -> line.contains("good: offline"));
        }
    }

    /** Little patience with drivers, so that all of them are through with it soon. */
    private void configure() throws IOException {
        Config.device(home, "Detector", "good", "stream.rate=1000");
        Config.file(
                home,
                "org.jackfield.core.DeviceRegistry",
                "connect.millis=1000",
                "start.millis=1000",
                "stop.millis=1000",
                "disconnect.millis=1000");
        Config.file(home, "org.jackfield.deployer.Deployer", "poll.millis=100", "handover.deadline.millis=20000");
    }

    private void drop(List<Hostility> all) throws Exception {
        Collections.shuffle(all, random);
        for (Hostility hostility : all) {
            hostility.act().on(drivers);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(150)); // at any moment, not when it would suit
        }
    }

    private void awaitWords(List<Hostility> all) throws Exception {
        List<Hostility> untold = new ArrayList<>(all);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(150);
        while (!untold.isEmpty() && System.nanoTime() < end) {
            List<Hostility> now = List.copyOf(untold);
            for (Hostility hostility : now) {
                if (hostility.told().in(product, home, hostility.name())) {
                    untold.remove(hostility);
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(untold.stream().map(this::known))
                .as("nobody is told of these")
                .isEmpty();
    }

    private String known(Hostility hostility) {
        String name = hostility.name();
        try {
            Path note = Hostility.noteOf(home, name);
            return "\n" + name + ": " + (Files.exists(note) ? Files.readString(note) : "no note; ")
                    + product.send(product.request("/devices/" + name)).body() + "\n"
                    + String.join(
                            "\n",
                            log().stream()
                                    .filter(line -> line.contains(name))
                                    .limit(20)
                                    .toList());
        } catch (Exception e) {
            return name + ": " + e;
        }
    }

    private void delete(List<Hostility> all) throws Exception {
        Collections.shuffle(all, random);
        for (Hostility hostility : all) {
            Path file = drivers.resolve(hostility.name() + ".jar");
            if (Files.isDirectory(file)) {
                Files.delete(file.resolve("inside"));
            }
            Files.deleteIfExists(file);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(50));
        }
    }

    private void awaitFarewells(List<Hostility> all) throws Exception {
        for (Hostility hostility : all) {
            Pattern words = Pattern.compile(hostility.farewell());
            until(
                    hostility.name() + " has left with: " + words,
                    () -> words.matcher(Files.readString(Hostility.logOf(home))).find());
        }
        until("only what is sound lies in the folder", () -> {
            try (Stream<Path> files = Files.list(drivers)) {
                return files.allMatch(file -> file.endsWith(DriverJars.NAME));
            }
        });
    }

    private List<String> hanging() {
        return product.output().stream()
                .filter(line -> line.contains(HANGING))
                .flatMap(line -> Stream.of(
                        line.substring(line.indexOf(HANGING) + HANGING.length()).split(", ", -1)))
                .toList();
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(Hostility.logOf(home));
    }

    private List<String> foreignEvents(int from) throws IOException {
        List<String> log = log();
        return log.subList(from, log.size()).stream()
                .filter(line -> line.contains(" Events.Bundle.") && !line.contains(" Events.Bundle.hostile."))
                .filter(line -> !line.contains("Events.Bundle.com.example.load"))
                .toList();
    }

    /** Without those that were dropped, of which some will not go before the product does. */
    private static List<WebConsole.Bundle> sound(List<WebConsole.Bundle> bundles) {
        return bundles.stream()
                .filter(bundle -> !bundle.symbolicName().startsWith("hostile."))
                .filter(bundle -> !bundle.symbolicName().equals("com.example.load"))
                .toList();
    }

    private static void assertContinuous(SseClient client) {
        assertThat(client.hasEnded()).isFalse();
        assertThat(client.events()).noneMatch(event -> event.name().equals("gap"));
        long[] sequences =
                client.data().stream().mapToLong(SseClient.Event::sequence).toArray();
        assertThat(sequences)
                .isEqualTo(LongStream.range(sequences[0], sequences[0] + sequences.length)
                        .toArray());
    }
}
