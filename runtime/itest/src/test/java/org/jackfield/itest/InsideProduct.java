// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The product's bundles in a framework of which the test is a bundle too. */
final class InsideProduct {
    private InsideProduct() {}

    /** With one device, {@code d1}, of which these settings are. */
    static Option[] options(String... detector) throws IOException {
        Path product = Path.of(System.getProperty("jackfield.product"));
        Path home = Files.createTempDirectory("jackfield-swap");
        Files.createDirectories(home.resolve("drivers"));
        Config.device(home, "Detector", "d1", detector);
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
                // Otherwise the shell reads what is meant for the process that runs the tests.
                frameworkProperty("gosh.args").value("--nointeractive --noshutdown"),
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
            jars.sorted(Comparator.comparingInt(InsideProduct::startOrder))
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

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 120_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so: " + what);
            }
            Thread.sleep(20);
        }
    }
}
