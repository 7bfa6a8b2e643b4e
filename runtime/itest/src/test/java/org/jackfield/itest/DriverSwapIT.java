// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
        return InsideProduct.options("stream.rate = 200");
    }

    @Test
    public void twoClientsWatchADriverDroppedReplacedAndDeleted() throws Exception {
        Path drivers = Path.of(context.getProperty("jackfield.home")).resolve("drivers");
        Path shipped = DriverJars.shipped(Path.of(System.getProperty("jackfield.product")));
        String url = "http://127.0.0.1:" + context.getProperty("jackfield.port") + "/stream/devices/d1";

        DriverJars.drop(DriverJars.version(shipped, "1.0.0", drivers.resolveSibling("1.0.jar")), drivers);
        InsideProduct.until("version 1.0.0 serves d1", () -> answers(url));
        try (SseClient one = SseClient.open(url);
                SseClient two = SseClient.open(url)) {
            int seenByOne = one.awaitData(0, 50);
            int seenByTwo = two.awaitData(0, 50);
            WeakReference<ClassLoader> old = new WeakReference<>(loader("1.0.0"));

            DriverJars.drop(DriverJars.version(shipped, "1.1.0", drivers.resolveSibling("1.1.jar")), drivers);
            seenByOne = one.awaitData(one.awaitStatus(seenByOne, "handover"), 50);
            seenByTwo = two.awaitData(two.awaitStatus(seenByTwo, "handover"), 50);
            InsideProduct.until("version 1.0.0 is gone", () -> versions().equals(List.of("1.1.0")));
            InsideProduct.until("the old class loader is collected", () -> {
                System.gc();
                return old.refersTo(null);
            });

            Files.delete(drivers.resolve(DriverJars.NAME));
            seenByOne = one.awaitStatus(seenByOne, "offline");
            seenByTwo = two.awaitStatus(seenByTwo, "offline");
            InsideProduct.until("version 1.1.0 is gone", () -> versions().isEmpty());
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
}
