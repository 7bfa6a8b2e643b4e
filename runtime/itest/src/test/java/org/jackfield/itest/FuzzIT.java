// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jackfield.itest.Api.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route that the product documents, with bodies good and bad; what is answered must be documented too. */
class FuzzIT {
    private static final long SEED = Long.getLong("jackfield.seed", 1);
    private static final int WORKERS = 4;
    private static final int REQUESTS = Integer.getInteger("jackfield.fuzz", 500);

    /** A round begins with a device that nobody has spoilt. */
    private static final int ROUND = 40;

    private static final Duration LONGEST = Duration.ofSeconds(100);

    /** Streams do not end, and drivers are the administrator's. */
    private static final Pattern LEFT_OUT = Pattern.compile("/(stream|ws)/.*|/drivers.*");

    @TempDir
    Path home;

    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> paramSchemas = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private Api api;
    private JsonNode document;

    private record Operation(String method, String path, JsonNode spec) {}

    @Test
    void whateverIsSentIsAnsweredAsIsDocumented() throws Exception {
        System.out.println("jackfield.seed=" + SEED);
        try (RunningProduct product = RunningProduct.start(home, RunningProduct.freePort())) {
            api = new Api(product);
            api.untilDevice("detector1", "there", device -> device.has("device_id"));
            readDocuments();
            assertThat(operations).hasSizeGreaterThan(30);
            ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
            long end = System.nanoTime() + LONGEST.toNanos();
            List<CompletableFuture<Void>> workers = Stream.iterate(0, i -> i + 1)
                    .limit(WORKERS)
                    .map(i -> CompletableFuture.runAsync(() -> work(i, end), threads))
                    .toList();
            threads.shutdown();
            for (CompletableFuture<Void> worker : workers) {
                worker.get(120, TimeUnit.SECONDS);
            }
            System.out.println("answers by status: " + statuses);
            assertThat(wrong).isEmpty();
            assertThat(statuses).containsKeys(200, 202, 400, 404, 409, 422);
            isWell(product);
        }
    }

    private void readDocuments() throws Exception {
        document = api.get("/openapi.json").mustBe(200).body();
        for (String types : List.of("device", "task")) {
            api.get('/' + types + "-types")
                    .mustBe(200)
                    .body()
                    .path(types + "_types")
                    .forEach(type -> paramSchemas.add(type.path("schema")));
        }
        document.path("paths").properties().forEach(path -> {
            if (!LEFT_OUT.matcher(path.getKey()).matches()) {
                path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())));
            }
        });
    }

    private void work(int worker, long end) {
        String name = "w" + worker;
        Random random = new Random(SEED + worker);
        Stranger stranger = new Stranger(name, random.nextLong(), document, paramSchemas);
        try {
            for (int i = 0; i < REQUESTS && System.nanoTime() < end; i++) {
                if (i % ROUND == 0) {
                    String fresh = name + '-' + i;
                    api.ensureDevice(fresh, "Detector", "{}");
                    stranger.meets(fresh);
                }
                Operation operation = next(random);
                Answer answer = stranger.send(api, operation.method(), operation.path(), operation.spec());
                try {
                    check(operation, answer);
                } catch (AssertionError e) {
                    wrong.add(e.getMessage());
                }
            }
        } catch (Exception e) {
            throw new AssertionError(name + " has not been answered, seed " + SEED, e);
        }
    }

    /** More often what takes a body than what does not. */
    private Operation next(Random random) {
        Operation operation = operations.get(random.nextInt(operations.size()));
        return operation.spec().has("requestBody") ? operation : operations.get(random.nextInt(operations.size()));
    }

    private void check(Operation operation, Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        assertThat(operation.spec().path("responses").has(String.valueOf(answer.status())))
                .as("documented: %s", answer)
                .isTrue();
        if (answer.status() == 422) {
            assertThat(answer.body().path("detail").isArray()).as("%s", answer).isTrue();
        } else if (answer.status() >= 400) {
            JsonNode error = answer.mustRefuse(
                    answer.status(), answer.body().path("error").path("type").asText());
            assertThat(error.path("type").asText()).as("%s", answer).isNotBlank();
        }
    }

    /** Nobody else's device has suffered, and what was possible still is. */
    private void isWell(RunningProduct product) throws Exception {
        assertThat(api.get("/health").mustBe(200).text("status")).isEqualTo("healthy");
        api.get("/devices").mustBe(200);
        api.get("/tasks").mustBe(200);
        api.ensureDevice("afterwards", "Detector", "{}");
        api.call("afterwards", "level", "").mustBe(200);
        try (SseClient client = SseClient.open(product.url("/stream/devices/afterwards"))) {
            client.awaitData(0, 5);
        }
    }
}
