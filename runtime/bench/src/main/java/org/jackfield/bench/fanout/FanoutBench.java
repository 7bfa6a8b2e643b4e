// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * How many clients the product serves and at what cost, and, with the same events in the same run, what nginx
 * with nchan, plain sockets and Jersey's own broadcaster make of them.
 */
public final class FanoutBench {
    private static final int FEW = 10;
    private static final int FEW_RATE = 3000;
    private static final int STEADY_RATE = 10;
    private static final int SMALL_BUFFER = 4096;

    private final Options options;
    private final Results results;
    private final Server server;
    private long lost;
    private double loadShare;

    private FanoutBench(Options options, Results results, Server server) {
        this.options = options;
        this.results = results;
        this.server = server;
    }

    /** See {@link Options#USAGE}. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Results results = Results.in(options.results());
        for (int round = 1; round <= options.rounds(); round++) {
            for (Peer peer : options.peers()) {
                try (Server server = peer.start()) {
                    System.out.println("round " + round + ": " + server.name());
                    new FanoutBench(options, results, server).run();
                }
            }
        }
        System.out.println();
        System.out.println(results.table(options.many(), options.crowd()));
    }

    /** Memory first, while the heap has not been used; the cost of steady work when the compiler is done. */
    private void run() throws Exception {
        if (options.parts().contains(Options.Part.IDLE)) {
            idle();
        }
        if (options.parts().contains(Options.Part.MANY)) {
            most(Figure.MOST_MANY, Figure.ANY_MANY, options.many(), 20);
        }
        if (options.parts().contains(Options.Part.STEADY)) {
            steady();
        }
        if (options.parts().contains(Options.Part.CROWD)) {
            most(Figure.MOST_CROWD, Figure.ANY_CROWD, options.crowd(), 4);
        }
        if (options.parts().contains(Options.Part.ONE)) {
            most(Figure.MOST_ONE, Figure.ANY_ONE, 1, 4000);
        }
        if (options.parts().contains(Options.Part.STALLED)) {
            stalled();
        }
        results.add(server.name(), Figure.LOST, (double) lost);
        results.add(server.name(), Figure.LOAD_CPU, loadShare);
    }

    /** What each further client takes when a thousand have made the heap and the threads grow already. */
    private void idle() throws Exception {
        try (Crowd crowd = Crowd.of(server, options.many())) {
            Step.of(server, crowd, STEADY_RATE, 0, 1);
            double before = memory();
            try (Crowd more = Crowd.of(server, options.crowd())) {
                Step.of(server, more, 1, 0, 1);
                results.add(server.name(), Figure.IDLE_MEMORY, (memory() - before) / options.crowd());
            }
        }
        farewell();
    }

    private double memory() throws Exception {
        server.tidy();
        return Costs.memoryKilobytes(server.pid());
    }

    private void most(Figure steadily, Figure atAll, int clients, long firstRate) throws Exception {
        try (Search search = new Search(server, clients)) {
            search.run(firstRate);
            results.add(server.name(), steadily, search.mostSteadily());
            results.add(server.name(), atAll, search.mostAtAll());
            note(search.crowd(), search.loadShare());
        }
        farewell();
    }

    private void steady() throws Exception {
        try (Crowd crowd = Crowd.of(server, options.many())) {
            Step step = Step.of(server, crowd, STEADY_RATE, 1.5, 5);
            results.add(server.name(), Figure.STEADY_CPU, step.cpuMicros() / step.read().events);
            results.add(server.name(), Figure.STEADY_P50, step.p50());
            results.add(server.name(), Figure.STEADY_P99, step.p99());
            note(crowd, step.loadShare());
        }
        farewell();
    }

    private void stalled() throws Exception {
        List<SocketChannel> neverRead = new ArrayList<>();
        try (Crowd crowd = Crowd.of(server, FEW)) {
            Step alone = Step.of(server, crowd, FEW_RATE, 1, 3);
            results.add(server.name(), Figure.HEALTHY_EVENTS, alone.delivered());
            results.add(server.name(), Figure.HEALTHY_P99, alone.p99());
            double before = memory();
            for (int i = 0; i < FEW; i++) {
                neverRead.add(Crowd.connect(server, SMALL_BUFFER));
            }
            Step beside = Step.of(server, crowd, FEW_RATE, 2, 6);
            results.add(server.name(), Figure.BESIDE_EVENTS, beside.delivered());
            results.add(server.name(), Figure.BESIDE_P99, beside.p99());
            results.add(server.name(), Figure.BESIDE_MEMORY, (memory() - before) / 1024);
            note(crowd, beside.loadShare());
        } finally {
            for (SocketChannel channel : neverRead) {
                channel.close();
            }
        }
        farewell();
    }

    private void note(Crowd crowd, double share) throws Exception {
        lost += crowd.silentlyLost();
        loadShare = Math.max(loadShare, share);
    }

    /** A server notices that clients have gone when it writes to them. */
    private void farewell() throws Exception {
        server.rate(STEADY_RATE);
        Step.sleep(0.5);
        server.rate(0);
        Step.sleep(0.5);
    }
}
