// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand clients of one device, a fifth of which ask and never read. */
class StalledClientsIT {
    private static final String STREAM = "/stream/devices/busy";
    private static final int HEALTHY = 800;
    private static final int OTHERS = 200;
    private static final int ROUNDS = 2;
    private static final int MOST_ROUNDS = 4;
    private static final int SAMPLES = 40;
    private static final double RATIO = 3;
    /** Enough for a thousand clients, and not for a queue of what two hundred have not read. */
    private static final String HEAP = "-Xmx128m";

    private static final long MOST_RESIDENT_KILOBYTES = 450_000;

    @TempDir
    Path home;

    private int stalled;

    @Test
    void theHealthyNoticeNothingOfThoseThatNeverReadAndThoseAreLetGo() throws Exception {
        Config.file(home, "org.jackfield.sse.StreamServlet", "stalled.seconds=15");
        configure(100_000, 10);
        try (RunningProduct product = RunningProduct.start(home, RunningProduct.freePort(), HEAP);
                Crowd crowd = new Crowd(product.port())) {
            fillThePast(product);
            List<Listener> healthy = crowd.join(HEALTHY, STREAM);
            List<Double> without = new ArrayList<>();
            List<Double> with = new ArrayList<>();
            while (with.size() < ROUNDS || (with.size() < MOST_ROUNDS && !isHarmless(with, without))) {
                without.add(whileAllRead(product, crowd, healthy));
                with.add(whileSomeNeverRead(product, crowd, healthy));
            }
            // What another has taken of the machine during a round is not the stalled ones' doing: they are always
            // there.
            assertThat(isHarmless(with, without))
                    .as("p99 in ms, all reading %s, a fifth never reading %s", without, with)
                    .isTrue();
            assertThat(healthy).allMatch(listener -> listener.missing() == 0 && !listener.hasEnded());
            assertThat(cutOff()).isEqualTo(stalled);
            assertThat(log()).doesNotContain("OutOfMemoryError");
        }
    }

    private void configure(int samplesPerSecond, int rate) throws IOException {
        Config.device(
                home,
                "Daq",
                "busy",
                "channels=1",
                "samples.per.second=" + samplesPerSecond,
                "stream.rate=" + rate,
                "device.autostart=true");
    }

    /** Megabytes that one who begins in the past is sent at once, more than any socket takes; then small samples. */
    private void fillThePast(RunningProduct product) throws Exception {
        product.awaitDevice("busy");
        try (SseClient client = SseClient.open(product.url(STREAM))) {
            int at = client.awaitData(0, 20);
            configure(200, 20);
            client.await(
                    at,
                    "a small sample",
                    event -> event.name().equals("device_data") && event.data().length() < 1_000);
        }
    }

    private double whileAllRead(RunningProduct product, Crowd crowd, List<Listener> healthy) throws Exception {
        List<Listener> others = crowd.join(OTHERS, STREAM);
        double measured = measured(product, crowd, healthy);
        crowd.await("the others have as much", () -> others.stream().allMatch(other -> other.count() > SAMPLES));
        assertThat(others).allMatch(listener -> listener.missing() == 0);
        for (Listener other : others) {
            other.leave();
        }
        crowd.await("they have left", () -> readers(product) == HEALTHY);
        return measured;
    }

    private double whileSomeNeverRead(RunningProduct product, Crowd crowd, List<Listener> healthy) throws Exception {
        List<SocketChannel> others = new ArrayList<>();
        try {
            for (int i = 0; i < OTHERS; i++) {
                others.add(crowd.ask(STREAM + "?last=60000", 4096));
            }
            double measured = measured(product, crowd, healthy);
            assertThat(readers(product))
                    .as("readers at the end of the measurement")
                    .isEqualTo(HEALTHY + OTHERS);
            assertThat(residentKilobytes(product)).isLessThan(MOST_RESIDENT_KILOBYTES);
            crowd.await("they have been cut off", () -> readers(product) == HEALTHY);
            stalled += OTHERS;
            crowd.await("they have been counted", () -> cutOff() == stalled);
            return measured;
        } finally {
            for (SocketChannel other : others) {
                other.close();
            }
        }
    }

    /** The age in milliseconds that 99 % of what the healthy then get does not exceed. */
    private static double measured(RunningProduct product, Crowd crowd, List<Listener> healthy) throws Exception {
        crowd.await("all are there", () -> readers(product) == HEALTHY + OTHERS);
        awaitSamples(crowd, healthy, SAMPLES / 4);
        healthy.forEach(Listener::ages);
        awaitSamples(crowd, healthy, SAMPLES);
        long[] ages = healthy.stream()
                .flatMap(listener -> listener.ages().stream())
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return ages[ages.length * 99 / 100] / 1000.0;
    }

    private static void awaitSamples(Crowd crowd, List<Listener> healthy, int more) throws Exception {
        long wanted = healthy.stream().mapToLong(Listener::next).max().orElseThrow() + more;
        crowd.await(more + " more samples", () -> healthy.stream().allMatch(listener -> listener.next() >= wanted));
    }

    private static boolean isHarmless(List<Double> with, List<Double> without) {
        return Collections.min(with) < RATIO * median(without);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static int readers(RunningProduct product) throws Exception {
        String device = product.get("/devices/busy");
        return Integer.parseInt(device.replaceAll("(?s).*\"readers\":(\\d+).*", "$1"));
    }

    private String log() throws IOException {
        return Files.readString(Hostility.logOf(home));
    }

    private long cutOff() throws IOException {
        try (Stream<String> lines = log().lines()) {
            return lines.filter(line -> line.contains("is cut off")).count();
        }
    }

    private static long residentKilobytes(RunningProduct product) throws IOException {
        String status = Files.readString(Path.of("/proc", String.valueOf(product.pid()), "status"));
        return Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+(\\d+).*", "$1"));
    }
}
