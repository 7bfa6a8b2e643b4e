// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.bench.leaking.LeakingDriver;

/** Whether swaps leave anything in memory: none of a clean driver's may, and one that leaks is to be named. */
public final class LeakBench {
    private static final String DEVICE = "bench";
    private static final int WARM = 100;
    private static final int LEAKS = 5;

    /** How long after an uninstallation a leak is to be reported at the latest. */
    private static final long REPORTED_WITHIN_SECONDS = 15;

    private final Product product;

    private LeakBench(Product product) {
        this.product = product;
    }

    /** The number of swaps may be given: 1000. */
    public static void main(String[] arguments) throws Exception {
        int swaps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        try (Product product = Product.start(
                DEVICE,
                Map.of(
                        "org.jackfield.driver.simulated.Detector-bench.cfg",
                        "device.id=" + DEVICE + "\nstream.rate=100\nstream.ring.frames=500\ndevice.autostart=true\n",
                        "org.jackfield.deployer.Deployer.cfg",
                        "poll.millis=20\n"))) {
            LeakBench bench = new LeakBench(product);
            bench.swapCleanDriver(swaps);
            bench.swapLeakingDriver();
        }
    }

    private void swapCleanDriver(int swaps) throws Exception {
        Path data = product.home().resolve("data");
        List<String> versions = List.of("1.0.0", "1.1.0");
        List<Path> jars = List.of(
                Bundles.version(product.driver(), versions.get(0), data.resolve("a.jar")),
                Bundles.version(product.driver(), versions.get(1), data.resolve("b.jar")));
        System.out.println("|                      | heap, KB | metaspace, KB | class loaders of bundles |");
        System.out.println("|---|---|---|---|");
        Memory warm = Memory.of(product);
        for (int i = 1; i <= swaps; i++) {
            swap(DEVICE, versions.get(i % 2), jars.get(i % 2), product.driver());
            if (i == Math.min(WARM, swaps)) {
                warm = Memory.of(product);
                System.out.println(warm.row("after " + i + " swaps"));
            }
        }
        Memory end = Memory.of(product);
        System.out.println(end.row("after " + swaps + " swaps"));
        System.out.println(end.minus(warm).row("difference"));
    }

    private void swapLeakingDriver() throws Exception {
        Path target = product.driver().resolveSibling("leaking.jar");
        for (int i = 0; i <= LEAKS; i++) {
            String version = "1." + i + ".0";
            Path jar = Bundles.of(
                    LeakingDriver.class,
                    version,
                    Map.of(),
                    product.home().resolve("data").resolve("leaking" + i + ".jar"));
            swap("leaking", version, jar, target);
        }
        System.out.println(Memory.of(product).row("and " + LEAKS + " leaking ones"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(REPORTED_WITHIN_SECONDS);
        List<String> reports = reports();
        while (reports.isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
            reports = reports();
        }
        System.out.println();
        System.out.println(
                reports.isEmpty() ? "Nothing was reported of the leaking driver." : String.join("\n", reports));
    }

    /** What the log says of threads that were left behind. */
    private List<String> reports() throws Exception {
        return product.log()
                .lines()
                .filter(line -> line.contains("left-by-leaking-driver"))
                .limit(LEAKS)
                .toList();
    }

    private void swap(String device, String version, Path jar, Path target) throws Exception {
        product.drop(jar, target);
        Product.until(device + " streams under " + version, () -> {
            String state = product.device(device);
            return state.contains("\"streaming\":true") && state.contains("\"version\":\"" + version + '"');
        });
    }

    /**
     * What is in use after a collection.
     *
     * @param heap in kilobytes
     * @param metaspace in kilobytes
     * @param loaders of all bundles, present or leaked
     */
    private record Memory(long heap, long metaspace, long loaders) {
        private static final Pattern USED = Pattern.compile("(?m)^ *(\\S.*?) +(?:total \\d+K, )?used (\\d+)K");
        private static final Pattern LOADERS =
                Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +\\S*BundleWiringImpl\\$BundleClassLoader");

        static Memory of(Product product) throws Exception {
            TimeUnit.SECONDS.sleep(1); // the last one's farewell
            product.ask("GC.run");
            product.ask("GC.run");
            long heap = 0;
            long metaspace = 0;
            Matcher used = USED.matcher(product.ask("GC.heap_info"));
            while (used.find()) {
                long kilobytes = Long.parseLong(used.group(2));
                String space = used.group(1);
                if (space.startsWith("Metaspace")) {
                    metaspace = kilobytes;
                } else if (!space.startsWith("class space")) {
                    heap += kilobytes;
                }
            }
            Matcher loaders = LOADERS.matcher(product.ask("GC.class_histogram"));
            return new Memory(heap, metaspace, loaders.find() ? Long.parseLong(loaders.group(1)) : 0);
        }

        Memory minus(Memory before) {
            return new Memory(heap - before.heap, metaspace - before.metaspace, loaders - before.loaders);
        }

        String row(String name) {
            return String.format(Locale.ROOT, "| %-20s | %d | %d | %d |", name, heap, metaspace, loaders);
        }
    }
}
