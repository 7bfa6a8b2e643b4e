// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jackfield.itest.RunningProduct.until;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jackfield.itest.Api.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who tell devices of a running product what to do, and what becomes of their calls when drivers change. */
class CallsIT {
    private static final int CALLERS = 200;
    private static final int SWAPS = 5;
    private static final int CALLS = 50;

    @TempDir
    static Path folder;

    private static Path home;
    private static RunningProduct product;
    private static Api api;
    private static int version;

    @BeforeAll
    static void start() throws Exception {
        home = folder.resolve("home");
        for (String id : List.of("one", "swapped", "slow")) {
            Config.device(home, "Detector", id);
        }
        product = RunningProduct.start(home, RunningProduct.freePort());
        api = new Api(product);
        for (String id : List.of("one", "swapped", "slow")) {
            api.untilDevice(id, "connected", device -> device.path("connected").asBoolean());
        }
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void ofManyWhoCallOneDeviceAtOnceEachIsAnsweredWithItsOwnResult() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<CompletableFuture<Answer>> answers = IntStream.range(0, CALLERS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> setLevel("one", i / 100.0), callers))
                    .toList();
            for (int i = 0; i < CALLERS; i++) {
                Answer answer = answers.get(i).get(40, TimeUnit.SECONDS).mustBe(200);
                assertThat(answer.body().path("result").asDouble()).isEqualTo(i / 100.0);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static Answer setLevel(String id, double level) {
        try {
            return api.call(id, "setLevel", ",'args':[" + level + "]");
        } catch (Exception e) {
            throw new AssertionError("the call with " + level + " was not answered", e);
        }
    }

    @Test
    void aCallDuringASwapIsAnsweredOrToldWhatIsGoingOn() throws Exception {
        AtomicBoolean swapping = new AtomicBoolean(true);
        CompletableFuture<List<Answer>> caller = CompletableFuture.supplyAsync(() -> {
            List<Answer> answers = new ArrayList<>();
            while (answers.size() < CALLS || swapping.get()) {
                answers.add(setLevel("swapped", answers.size() % 10));
            }
            return answers;
        });
        for (int i = 0; i < SWAPS; i++) {
            swap();
        }
        swapping.set(false);
        List<Answer> answers = caller.get(60, TimeUnit.SECONDS);
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            if (answer.status() == 503) {
                assertThat(answer.mustRefuse(503, "DeviceBusy").path("message").asText())
                        .contains("swapped");
                continue;
            }
            assertThat(answer.mustBe(200).body().path("result").asDouble()).isEqualTo(i % 10);
        }
        assertThat(answers.stream().filter(answer -> answer.status() == 200))
                .as("calls that were done")
                .hasSizeGreaterThanOrEqualTo(CALLS / 2);
    }

    @Test
    void aCommandUnderWayEndsBeforeItsDriverIsReplaced() throws Exception {
        String place = api.call("slow", "coolDown", ",'args':[2],'async':true")
                .mustBe(202)
                .place();
        swap();
        until("its outcome is known", () -> !api.get(place).text("status").equals("running"));
        Answer ended = api.get(place).mustBe(200);
        assertThat(ended.text("status")).as(ended.toString()).isEqualTo("succeeded");
        assertThat(ended.body().path("result").asDouble()).isEqualTo(2);
        api.call("slow", "level", "").mustBe(200);
    }

    /** Returns when the next version alone serves. */
    private static synchronized void swap() throws Exception {
        version++;
        String name = "1." + version + ".0";
        DriverJars.drop(
                DriverJars.version(DriverJars.shipped(RunningProduct.PRODUCT), name, folder.resolve(name + ".jar")),
                home.resolve("drivers"));
        for (String id : List.of("one", "swapped", "slow")) {
            api.untilDevice(
                    id,
                    "served by " + name,
                    device -> device.path("driver").path("version").asText().equals(name)
                            && device.path("connected").asBoolean());
        }
    }

    @Test
    void whoDoesNotWantToWaitIsToldWhereTheResultWillBe() throws Exception {
        Answer accepted =
                api.call("one", "coolDown", ",'args':[0.5],'async':true").mustBe(202);
        String place = accepted.place();
        assertThat(place).isEqualTo("/calls/" + accepted.text("call_id"));
        until("the call has ended", () -> api.get(place).text("status").equals("succeeded"));
        assertThat(api.get(place).body().path("result").asDouble()).isEqualTo(0.5);
        api.delete(place).mustBe(204);
        api.get(place).mustRefuse(404, "CallNotFound");

        Answer preferred = api.send(
                "POST", "/devices/one/call", Api.json("{'method':'setLevel','args':[77]}"), "Prefer", "respond-async");
        String failing = preferred.mustBe(202).place();
        until("it has failed", () -> api.get(failing).text("status").equals("failed"));
        assertThat(api.get(failing)
                        .body()
                        .path("exception")
                        .path("error")
                        .path("type")
                        .asText())
                .isEqualTo("IllegalArgumentException");
    }
}
