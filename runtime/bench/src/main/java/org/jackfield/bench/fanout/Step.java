// SPDX-License-Identifier: Apache-2.0
package org.jackfield.bench.fanout;

import java.util.concurrent.TimeUnit;

/**
 * What a server made of one rate.
 *
 * @param seconds it was looked at
 * @param cpuMicros of the server's
 * @param loadMicros of the crowd's
 */
record Step(long rate, int clients, double seconds, Window read, double cpuMicros, double loadMicros, int cutOff) {
    private static final double P99_MILLIS = 100;
    private static final double BROKEN = 3;
    private static final double MOST_OF_IT = 0.9;

    /** Publishes at the rate, first for a moment that does not count. */
    static Step of(Server server, Crowd crowd, long rate, double settle, double seconds) throws Exception {
        server.rate(rate);
        sleep(settle);
        int cutOff = crowd.ended();
        crowd.turn();
        long begin = System.nanoTime();
        double cpu = Costs.cpuMicros(server.pid());
        double load = crowd.cpuMicros();
        sleep(seconds);
        Window read = crowd.turn();
        double elapsed = (System.nanoTime() - begin) / 1e9;
        return new Step(
                rate,
                crowd.size(),
                elapsed,
                read,
                Costs.cpuMicros(server.pid()) - cpu,
                crowd.cpuMicros() - load,
                crowd.ended() - cutOff);
    }

    static void sleep(double seconds) throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep((long) (seconds * 1e6));
    }

    double delivered() {
        return read.events / seconds;
    }

    double p50() {
        return read.latencies.percentile(50);
    }

    double p99() {
        return read.latencies.percentile(99);
    }

    /** Whether all that was published reached everybody in time. */
    boolean isGood() {
        return read.events > 0 && p99() < P99_MILLIS && read.missing == 0 && cutOff == 0;
    }

    /** Whether it was far too late, lost something or gave clients up. */
    boolean isBroken() {
        return read.events == 0 || read.missing > 0 || cutOff > 0 || p99() > BROKEN * P99_MILLIS;
    }

    /** Whether more could be published at all. */
    boolean isSaturated() {
        return delivered() < MOST_OF_IT * rate * clients;
    }

    double loadShare() {
        return loadMicros / seconds / 1e6;
    }
}
