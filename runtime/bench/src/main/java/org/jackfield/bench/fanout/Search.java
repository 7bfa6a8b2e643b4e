// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the most that a server delivers in time: in great steps to where it breaks down, then in smaller
 * ones below its first failure and above its last success. The two can be far apart: a server is late when each
 * event is a write of its own for each client and there are too many, and no longer when many share a write.
 */
final class Search implements AutoCloseable {
    private static final int GREAT_STEP = 4;
    private static final int REFINEMENTS = 2;
    private static final double SETTLE = 0.4;
    private static final double SECONDS = 1.0;
    private static final double WARM_SECONDS = 2;
    private static final double QUIET_SECONDS = 0.3;
    private static final int QUIET_TRIES = 30;

    private final Server server;
    private final int clients;
    private final NavigableMap<Long, Step> steps = new TreeMap<>();
    private Crowd crowd;
    private double loadShare;

    Search(Server server, int clients) throws Exception {
        this.server = server;
        this.clients = clients;
        this.crowd = Crowd.of(server, clients);
    }

    void run(long firstRate) throws Exception {
        Step.of(server, crowd, firstRate, 0, WARM_SECONDS);
        long rate = firstRate;
        for (Step step = step(rate); !step.isBroken() && !step.isSaturated(); step = step(rate)) {
            rate *= GREAT_STEP;
        }
        for (int i = 0; i < REFINEMENTS; i++) {
            tryBetween(firstFailure(), steps.lowerKey(firstFailure()));
        }
        for (int i = 0; i < REFINEMENTS && lastSuccess() > firstFailure(); i++) {
            tryBetween(steps.higherKey(lastSuccess()), lastSuccess());
        }
    }

    private void tryBetween(@Nullable Long high, @Nullable Long low) throws Exception {
        if (high != null && high < Long.MAX_VALUE) {
            long rate = low == null ? high / GREAT_STEP : Math.round(Math.sqrt((double) low * high));
            if (rate > 0 && !steps.containsKey(rate)) {
                step(rate);
            }
        }
    }

    private long firstFailure() {
        return steps.values().stream()
                .filter(step -> !step.isGood())
                .mapToLong(Step::rate)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private long lastSuccess() {
        return steps.values().stream()
                .filter(Step::isGood)
                .mapToLong(Step::rate)
                .max()
                .orElse(0);
    }

    /** Events delivered each second before any failure. */
    double mostSteadily() {
        return most(steps.headMap(firstFailure()));
    }

    /** Events delivered each second, whatever lies below. */
    double mostAtAll() {
        return most(steps);
    }

    private static double most(SortedMap<Long, Step> among) {
        return among.values().stream()
                .filter(Step::isGood)
                .mapToDouble(Step::delivered)
                .max()
                .orElse(0);
    }

    /** What nearly was good is tried once more: the machine has other things to do as well. */
    private Step step(long rate) throws Exception {
        Step step = once(rate);
        if (!step.isGood() && !step.isBroken()) {
            step = once(rate);
        }
        steps.put(rate, step);
        return step;
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
        if (!step.isGood()) {
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
