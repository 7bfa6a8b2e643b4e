// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.util.Locale;

/** What a fast converter costs: four channels of 100 kHz in blocks of a thousand samples, read by ten. */
public final class BlockBench {
    private static final int CHANNELS = 4;
    private static final int SAMPLES = 1000;
    private static final int BLOCKS = 100;
    private static final int CLIENTS = 10;

    private BlockBench() {}

    /** Blocks a second and clients may be given: 100 and 10. */
    public static void main(String[] arguments) throws Exception {
        int blocks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : BLOCKS;
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : CLIENTS;
        try (Server server = ProductServer.start("channels=" + CHANNELS + "\nsamples=" + SAMPLES + "\n")) {
            System.out.println("| readers | blocks/s read by each | CPU, share of a core | p50, ms | p99, ms | lost |");
            System.out.println("|---|---|---|---|---|---|");
            for (int readers : new int[] {1, clients}) {
                try (Crowd crowd = Crowd.of(server, readers)) {
                    Step step = Step.of(server, crowd, blocks, 4, 8);
                    System.out.printf(
                            Locale.ROOT,
                            "| %d | %.1f | %.2f | %.1f | %.1f | %d |%n",
                            readers,
                            step.delivered() / readers,
                            step.cpuMicros() / step.seconds() / 1e6,
                            step.p50(),
                            step.p99(),
                            step.read().missing);
                }
            }
        }
    }
}
