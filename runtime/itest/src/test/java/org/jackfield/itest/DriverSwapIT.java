// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** A driver dropped, replaced and deleted inside the framework, where its class loader can be watched. */
@RunWith(PaxExam.class)
public class DriverSwapIT {
    private static final String SYMBOLIC_NAME = "org.jackfield.driver.simulated";

    @Inject
    BundleContext context;

    @Configuration
    public Option[] product() throws IOException {
        Path product = Path.of(System.getProperty("jackfield.product"));
        Path home = Files.createTempDirectory("jackfield-swap");
        Files.createDirectories(home.resolve("drivers"));
        Config.device(home, "Detector", "d1", "stream.rate = 200");
        String port = String.valueOf(freePort());
        List<Option> options = new ArrayList<>(List.of(
                cleanCaches(),
                junitBundles(),
                systemPackages(
                        "org.slf4j;version=2.0.20",
                        "org.slf4j;version=1.7.36",
                        "org.slf4j.event;version=2.0.20",
                        "org.slf4j.helpers;version=2.0.20",
                        "org.slf4j.helpers;version=1.7.36",
                        "org.slf4j.spi;version=2.0.20",
                        "org.slf4j.spi;version=1.7.36"),
                frameworkProperty("org.osgi.framework.bsnversion").value("multiple"),
                frameworkProperty("felix.cm.dir")
                        .value(home.resolve("data/configuration").toString()),
                frameworkProperty("felix.fileinstall.dir")
                        .value(home.resolve("config").toString()),
                frameworkProperty("felix.fileinstall.tmpdir")
                        .value(home.resolve("data").toString()),
                frameworkProperty("felix.fileinstall.filter").value(".*\\.cfg"),
                frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"),
                frameworkProperty("org.osgi.service.http.port").value(port),
                frameworkProperty("felix.webconsole.security.providers").value("jackfield"),
                frameworkProperty("jackfield.home").value(home.toString()),
                frameworkProperty("jackfield.host").value("127.0.0.1"),
                frameworkProperty("jackfield.port").value(port)));
        try (Stream<Path> jars = Files.list(product.resolve("bundles"))) {
            jars.sorted(Comparator.comparingInt(DriverSwapIT::startOrder))
                    .forEach(jar -> options.add(bundle("reference:" + jar.toUri())));
        }
        return options.toArray(Option[]::new);
    }

    /** Within one start level bundles start as they come: libraries, then ours, then the door. */
    private static int startOrder(Path jar) {
        String name = jar.getFileName().toString();
        return name.startsWith("org.apache.felix.http.jetty") ? 2 : name.startsWith("org.jackfield.") ? 1 : 0;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    public void twoClientsWatchADriverDroppedReplacedAndDeleted() throws Exception {
        Path drivers = Path.of(context.getProperty("jackfield.home")).resolve("drivers");
        Path shipped = DriverJars.shipped(Path.of(System.getProperty("jackfield.product")));
        String url = "http://127.0.0.1:" + context.getProperty("jackfield.port") + "/stream/devices/d1";

        DriverJars.drop(DriverJars.version(shipped, "1.0.0", drivers.resolveSibling("1.0.jar")), drivers);
        until("version 1.0.0 serves d1", () -> answers(url));
        try (SseClient one = SseClient.open(url);
                SseClient two = SseClient.open(url)) {
            int seenByOne = one.awaitData(0, 50);
            int seenByTwo = two.awaitData(0, 50);
            WeakReference<ClassLoader> old = new WeakReference<>(loader("1.0.0"));

            DriverJars.drop(DriverJars.version(shipped, "1.1.0", drivers.resolveSibling("1.1.jar")), drivers);
            seenByOne = one.awaitData(one.awaitStatus(seenByOne, "handover"), 50);
            seenByTwo = two.awaitData(two.awaitStatus(seenByTwo, "handover"), 50);
            until("version 1.0.0 is gone", () -> versions().equals(List.of("1.1.0")));
            until("the old class loader is collected", () -> {
                System.gc();
                return old.refersTo(null);
            });

            Files.delete(drivers.resolve(DriverJars.NAME));
            seenByOne = one.awaitStatus(seenByOne, "offline");
            seenByTwo = two.awaitStatus(seenByTwo, "offline");
            until("version 1.1.0 is gone", () -> versions().isEmpty());
            assertFalse(one.hasEnded());

            DriverJars.drop(drivers.resolveSibling("1.0.jar"), drivers);
            one.awaitData(seenByOne, 50);
            two.awaitData(seenByTwo, 50);

            for (SseClient client : List.of(one, two)) {
                long first = client.data().get(0).sequence();
                List<Long> sequences =
                        client.data().stream().map(SseClient.Event::sequence).toList();
                assertEquals(
                        Stream.iterate(first, number -> number + 1)
                                .limit(sequences.size())
                                .toList(),
                        sequences);
                assertTrue(
                        client.events().stream().noneMatch(event -> event.name().equals("gap")));
            }
        }
    }

    private static boolean answers(String url) {
        try (SseClient probe = SseClient.open(url)) {
            return !probe.hasEnded();
        } catch (IllegalStateException | java.io.UncheckedIOException e) {
            return false; // not yet; whoever waits gives up with what it waited for
        }
    }

    private List<String> versions() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> SYMBOLIC_NAME.equals(bundle.getSymbolicName()))
                .map(bundle -> bundle.getVersion().toString())
                .toList();
    }

    private ClassLoader loader(String version) {
        for (Bundle bundle : context.getBundles()) {
            if (SYMBOLIC_NAME.equals(bundle.getSymbolicName())
                    && bundle.getVersion().toString().equals(version)) {
                return bundle.adapt(BundleWiring.class).getClassLoader();
            }
        }
        throw new AssertionError("no driver of version " + version + " among " + versions());
    }

    private static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so: " + what);
            }
            Thread.sleep(20);
        }
    }
}
