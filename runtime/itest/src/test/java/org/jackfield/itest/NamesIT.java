// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of devices, which are free again when a device is gone, whoever has hurried. */
class NamesIT {
    private static final List<String> NAMES =
            IntStream.range(0, 4).mapToObj(i -> "race-" + i).toList();
    private static final int ROUNDS = 40;

    @TempDir
    Path home;

    @Test
    void twoWhoAddAndDeleteTheSameDevicesLeaveNoNameTaken() throws Exception {
        for (String name : NAMES) { // these have files, the others none
            Config.device(home, "Detector", name, "stream.rate=100");
        }
        try (RunningProduct product = RunningProduct.start(home, RunningProduct.freePort())) {
            Api api = new Api(product);
            for (String name : NAMES) {
                api.untilDevice(name, "there", device -> device.has("device_id"));
            }
            race(new Api(product), new Api(product));
            for (String name : NAMES) {
                assertThat(api.delete("/devices/" + name).status()).as(name).isIn(204, 404);
            }
            assertThat(files("config")).isEmpty();
            for (String name : NAMES) {
                api.post("/devices", "{'device_id':'" + name + "','device_type':'Detector'}")
                        .mustBe(200);
                api.ensureDevice(name, "Detector", "{}");
                api.delete("/devices/" + name).mustBe(204);
            }
            assertThat(files("config")).isEmpty();
            assertThat(files("data/configuration")).isEmpty();
        }
    }

    private static void race(Api... clients) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients.length);
        try {
            CyclicBarrier start = new CyclicBarrier(clients.length);
            List<Future<Void>> races = Stream.of(clients)
                    .map(client -> threads.submit((Callable<Void>) () -> {
                        start.await();
                        for (int round = 0; round < ROUNDS; round++) {
                            addAndDelete(client, NAMES.get(round % NAMES.size()));
                        }
                        return null;
                    }))
                    .toList();
            for (Future<Void> race : races) {
                race.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void addAndDelete(Api client, String name) throws Exception {
        Api.Answer deleted = client.delete("/devices/" + name);
        assertThat(deleted.status()).as(deleted.toString()).isIn(204, 404);
        Api.Answer added = client.post("/devices", "{'device_id':'" + name + "','device_type':'Detector'}");
        if (added.status() == 404) { // the other client has deleted it before this one was answered
            added.mustRefuse(404, "DeviceNotFound");
        } else {
            assertThat(added.status()).as(added.toString()).isIn(200, 409);
        }
    }

    /** What is kept of the names in a folder of the home. */
    private List<Path> files(String folder) throws Exception {
        try (Stream<Path> all = Files.walk(home.resolve(folder))) {
            return all.filter(file -> file.getFileName().toString().contains("race-"))
                    .toList();
        }
    }
}
