// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

/** Looks for the most that a server delivers: in great steps until it fails, then in ever smaller ones between. */
final class Search implements AutoCloseable {
    private static final int GREAT_STEP = 4;
    private static final int REFINEMENTS = 3;
    private static final double SETTLE = 0.4;
    private static final double SECONDS = 1.0;
    private static final double WARM_SECONDS = 2;
    private static final double QUIET_SECONDS = 0.3;
    private static final int QUIET_TRIES = 30;

    private final Server server;
    private final int clients;
    private Crowd crowd;
    private double best;
    private double loadShare;

    Search(Server server, int clients) throws Exception {
        this.server = server;
        this.clients = clients;
        this.crowd = Crowd.of(server, clients);
    }

    /** Events delivered each second. */
    double most(long firstRate) throws Exception {
        Step.of(server, crowd, firstRate, 0, WARM_SECONDS);
        long good = 0;
        long bad = 0;
        long rate = firstRate;
        // Between rates at which every event is a write of its own and those at which many share one, a
        // server can fail that does not fail beyond: one failure is no end.
        for (int failures = 0; failures < 2; rate *= GREAT_STEP) {
            Step step = step(rate);
            if (!step.isGood()) {
                failures++;
                bad = failures == 1 ? rate : bad;
            } else if (step.isSaturated()) {
                return best;
            } else {
                good = rate;
                failures = 0;
            }
        }
        for (int i = 0; i < REFINEMENTS && bad > good + 1; i++) {
            long middle = good == 0 ? bad / GREAT_STEP : Math.round(Math.sqrt((double) good * bad));
            if (step(Math.max(1, middle)).isGood()) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return best;
    }

    /** What nearly was good is tried once more: the machine has other things to do as well. */
    private Step step(long rate) throws Exception {
        Step first = once(rate);
        return first.isNearlyGood() ? once(rate) : first;
    }

    private Step once(long rate) throws Exception {
        Step step = Step.of(server, crowd, rate, SETTLE, SECONDS);
        System.out.printf(
                "    %s, %d clients, %d/s: %,.0f/s, p99 %.1f ms, missing %d, told %d, cut off %d, cpu %.2f, reading %.2f%n",
                server.name(),
                clients,
                rate,
                step.delivered(),
                step.p99(),
                step.read().missing,
                step.read().told,
                step.cutOff(),
                step.cpuMicros() / step.seconds() / 1e6,
                step.loadShare());
        loadShare = Math.max(loadShare, step.loadShare());
        if (step.isGood()) {
            best = Math.max(best, step.delivered());
        } else {
            recover(step);
        }
        return step;
    }

    /** Lets what has piled up drain away, and replaces the clients if any may have been given up. */
    private void recover(Step failed) throws Exception {
        server.rate(0);
        for (int i = 0; i < QUIET_TRIES; i++) {
            Step.sleep(QUIET_SECONDS);
            if (crowd.turn().events == 0) {
                break;
            }
        }
        if (crowd.ended() > 0 || failed.read().events == 0) {
            crowd.close();
            crowd = Crowd.of(server, clients);
        }
    }

    Crowd crowd() {
        return crowd;
    }

    double loadShare() {
        return loadShare;
    }

    @Override
    public void close() {
        crowd.close();
    }
}
