// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jackfield.bench.updater.Updater;

/**
 * What clients of a 1 kHz stream notice when its driver changes: by Jackfield's swap, by the framework's own
 * {@code Bundle.update()}, and, to tell the machine's jitter from both, when nothing happens. The three take turns.
 */
public final class SwapBench {
    private static final String DEVICE = "bench";

    /** After a change, so that taking out the old version counts as well. */
    private static final long AFTERMATH_MILLIS = 500;

    private final Product product;
    private final Clients clients;
    private final Timeline timeline;

    private SwapBench(Product product, Clients clients, Timeline timeline) {
        this.product = product;
        this.clients = clients;
        this.timeline = timeline;
    }

    /** Swaps and clients may be given: 100 and 50. */
    public static void main(String[] arguments) throws Exception {
        int swaps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        Timeline timeline = new Timeline();
        try (Product product = Product.start(
                        DEVICE,
                        Map.of(
                                "org.jackfield.driver.simulated.Detector-bench.cfg",
                                "device.id=" + DEVICE + "\nstream.rate=1000\n"));
                Clients clients = Clients.open(product.port(), "/stream/devices/" + DEVICE, count, timeline::line)) {
            Product.until("every client has samples", () -> clients.least(Client::samples) > 2000);
            product.drop(
                    Bundles.of(
                            Updater.class,
                            "1.0.0",
                            Map.of("Bundle-Activator", Updater.class.getName()),
                            product.home().resolve("updater.jar")),
                    product.driver().resolveSibling("updater.jar"));
            new SwapBench(product, clients, timeline).run(swaps, count);
        }
    }

    private void run(int swaps, int count) throws Exception {
        Figures swapped = new Figures();
        Figures updated = new Figures();
        Figures left = new Figures();
        Counts ofSwaps = new Counts();
        Counts ofUpdates = new Counts();
        for (int i = 1; i <= swaps; i++) {
            String next = "2." + i + ".0";
            Path jar = version(next);
            swapped.add(ofSwaps.during(() -> change(next, () -> product.drop(jar, product.driver()))));

            left.add(longestGapWhile(() -> TimeUnit.MILLISECONDS.sleep(AFTERMATH_MILLIS)));

            String updatedTo = "2." + i + ".1";
            Path other = version(updatedTo);
            updated.add(ofUpdates.during(() -> change(updatedTo, () -> order(other))));
        }
        System.out.printf("%d swaps and %d updates of a 1 kHz driver under %d clients%n%n", swaps, swaps, count);
        System.out.println("|                              | disconnects | missing | repeated | gap events |");
        System.out.println("|---|---|---|---|---|");
        System.out.println(ofSwaps.row("swap"));
        System.out.println(ofUpdates.row("Bundle.update()"));
        System.out.println();
        System.out.println("| longest gap of each, ms      | median |    p90 |    p99 |    max |");
        System.out.println("|---|---|---|---|---|");
        System.out.println(swapped.row("swap"));
        System.out.println(updated.row("Bundle.update()"));
        System.out.println(left.row("nothing, half a second long"));
    }

    private Path version(String version) throws Exception {
        return Bundles.version(
                product.driver(), version, product.home().resolve("data").resolve(version + ".jar"));
    }

    private void order(Path jar) throws Exception {
        Path hidden = product.home().resolve("order.part");
        Files.writeString(hidden, jar.toString());
        Files.move(hidden, product.home().resolve(Updater.ORDER));
    }

    /** Brings a change about and waits until the new version streams and its predecessor has left. */
    private double change(String version, Act change) throws Exception {
        return longestGapWhile(() -> {
            change.run();
            Product.until("version " + version + " streams", () -> timeline.hasStreamed(version));
            TimeUnit.MILLISECONDS.sleep(AFTERMATH_MILLIS);
        });
    }

    private double longestGapWhile(Act act) throws Exception {
        int from = timeline.count();
        act.run();
        return timeline.longestGapMillis(from, timeline.count());
    }

    /** Something that takes a while. */
    @FunctionalInterface
    private interface Act {
        void run() throws Exception;
    }

    /** A measurement of something that takes a while. */
    @FunctionalInterface
    private interface Measurement {
        double take() throws Exception;
    }

    /** What went wrong for clients during changes of one kind. */
    private final class Counts {
        private long disconnects;
        private long missing;
        private long repeated;
        private long gaps;

        double during(Measurement measurement) throws Exception {
            count(-1);
            double value = measurement.take();
            count(1);
            return value;
        }

        private void count(int sign) {
            disconnects += sign * clients.sum(client -> client.hasEnded() ? 1 : 0);
            missing += sign * clients.sum(Client::missing);
            repeated += sign * clients.sum(Client::repeated);
            gaps += sign * clients.sum(Client::gaps);
        }

        String row(String name) {
            return String.format("| %-28s | %d | %d | %d | %d |", name, disconnects, missing, repeated, gaps);
        }
    }
}
