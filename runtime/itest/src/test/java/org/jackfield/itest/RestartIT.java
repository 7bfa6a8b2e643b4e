// SPDX-License-Identifier: Apache-2.0
package org.jackfield.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a product, expected or not, and what the next one knows. */
class RestartIT {
    private static final String STREAM = "/stream/devices/detector1";

    @TempDir
    Path home;

    @Test
    void afterACrashNoNumberComesTwiceAndTheGapIsNamed() throws Exception {
        int port = RunningProduct.freePort();
        long last;
        try (RunningProduct first = RunningProduct.start(home, port);
                SseClient client = SseClient.open(first.url(STREAM))) {
            client.awaitData(0, 10);
            first.kill();
            client.awaitEnd();
            last = client.data().get(client.data().size() - 1).sequence();
        }
        try (RunningProduct second = RunningProduct.start(home, port);
                SseClient client = SseClient.open(second.url(STREAM), OptionalLong.of(last))) {
            client.awaitData(0, 3);
            SseClient.Event gap = client.events().stream()
                    .filter(event -> event.name().equals("gap"))
                    .findFirst()
                    .orElseThrow();
            long next = client.data().get(0).sequence();
            assertThat(next).isGreaterThan(last);
            assertThat(gap.data()).contains("\"from\":" + (last + 1), "\"to\":" + (next - 1), "\"reason\":\"restart\"");
        }
    }

    @Test
    void whoeverIsAnsweredAtAllWhileItStartsIsAnsweredAsLater() throws Exception {
        int port = RunningProduct.freePort();
        try (RunningProduct starting = RunningProduct.launch(
                RunningProduct.CHECKOUT,
                port,
                Map.of("JACKFIELD_PRODUCT", RunningProduct.PRODUCT.toString()),
                "--home",
                home.toString())) {
            Map<String, Integer> answers = new TreeMap<>();
            while (answers.values().stream().mapToInt(Integer::intValue).sum() < 60) {
                for (String path : List.of("/health", "/devices/detector1", STREAM, "/", "/openapi.json")) {
                    status(starting.url(path)).ifPresent(code -> answers.merge(path + ' ' + code, 1, Integer::sum));
                }
            }
            assertThat(answers).as("status of each path").hasSize(5);
            assertThat(answers.keySet()).allSatisfy(answer -> assertThat(answer).endsWith(" 200"));
            starting.awaitReady(60);
        }
    }

    /** Without the pings. */
    private static List<SseClient.Event> happenings(SseClient client) {
        return client.events().stream().filter(event -> !event.id().isEmpty()).toList();
    }

    /** Empty while nobody listens. */
    private static OptionalInt status(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod("HEAD");
        try {
            return OptionalInt.of(connection.getResponseCode());
        } catch (ConnectException e) {
            return OptionalInt.empty();
        } finally {
            connection.disconnect();
        }
    }

    @Test
    void anOrderlyEndEndsTheStreamsAndLosesNoNumber() throws Exception {
        int port = RunningProduct.freePort();
        long last;
        long lastEvent;
        try (RunningProduct first = RunningProduct.start(home, port);
                SseClient client = SseClient.open(first.url(STREAM));
                SseClient events = SseClient.open(first.url("/stream/events?last=1000"))) {
            client.awaitData(0, 10);
            events.await(0, "the start", event -> event.name().equals("server_started"));
            assertThat(first.stop()).isIn(0, 143);
            assertThat(client.awaitEnd()).as("how the stream ended").isEmpty();
            assertThat(events.awaitEnd()).as("how the other ended").isEmpty();
            last = client.data().get(client.data().size() - 1).sequence();
            lastEvent = happenings(events).get(happenings(events).size() - 1).sequence();
        }
        assertThat(Files.readString(home.resolve("log").resolve("jackfield.log")))
                .contains("detector1: offline");
        try (RunningProduct second = RunningProduct.start(home, port);
                SseClient client = SseClient.open(second.url(STREAM), OptionalLong.of(last))) {
            client.awaitData(0, 3);
            // What was measured between the client's last sample and the end is told; nothing is skipped.
            long next = client.data().get(0).sequence();
            assertThat(next - last).isBetween(1L, 50L);
            try (SseClient events = SseClient.open(second.url("/stream/events"), OptionalLong.of(lastEvent))) {
                events.await(0, "the start", event -> event.name().equals("server_started"));
                List<Long> numbers = happenings(events).stream()
                        .map(SseClient.Event::sequence)
                        .toList();
                assertThat(numbers)
                        .isEqualTo(LongStream.range(lastEvent + 1, lastEvent + 1 + numbers.size())
                                .boxed()
                                .toList());
            }
        }
    }

    @Test
    void devicesThatWereAddedChangedAndRemovedAreSoAfterARestart() throws Exception {
        int port = RunningProduct.freePort();
        try (RunningProduct first = RunningProduct.start(home, port)) {
            Api api = new Api(first);
            api.untilDevice("rover1", "there", device -> device.has("device_id"));
            api.ensureDevice("pm1", "Detector", Api.json("{'level':4,'unit':'°C \\u2103','stream.rate':100}"));
            api.ensureDevice("pm2", "Rover", "{}");
            api.send("PATCH", "/devices/pm1", Api.json("{'params':{'level':4.25,'stream.rate':null}}"))
                    .mustBe(200);
            api.send("PATCH", "/devices/detector1", Api.json("{'params':{'level':6}}"))
                    .mustBe(200);
            api.delete("/devices/pm2").mustBe(204);
            api.delete("/devices/rover1").mustBe(204);
            assertThat(first.stop()).isIn(0, 143);
        }
        try (RunningProduct second = RunningProduct.start(home, port)) {
            Api api = new Api(second);
            for (String id : List.of("pm1", "detector1")) {
                api.untilDevice(
                        id, "connected", device -> device.path("connected").asBoolean());
            }
            JsonNode added = api.device("pm1").path("params");
            assertThat(added.path("level").asDouble()).isEqualTo(4.25);
            assertThat(added.path("unit").asText()).isEqualTo("°C \u2103");
            assertThat(added.path("stream.rate").asDouble(10)).as("its default").isEqualTo(10);
            assertThat(api.call("pm1", "level", "").body().path("result").asDouble())
                    .isEqualTo(4.25);
            assertThat(api.call("detector1", "level", "").body().path("result").asDouble())
                    .isEqualTo(6);
            for (String id : List.of("pm2", "rover1")) {
                api.get("/devices/" + id).mustRefuse(404, "DeviceNotFound");
            }
        }
    }

    @Test
    void afterACrashTasksSayWhatHasBecomeOfThemAndDevicesAreAsTheyWere() throws Exception {
        int port = RunningProduct.freePort();
        try (RunningProduct first = RunningProduct.start(home, port)) {
            Api api = new Api(first);
            api.ensureDevice("pm1", "Detector", "{}");
            api.post("/tasks", "{'task_id':'done','task_type':'Collect','params':{'device':'pm1','samples':3}}")
                    .mustBe(200);
            JsonNode done = api.awaitTask("done", "succeeded");
            assertThat(done.path("result").path("samples").asInt()).isEqualTo(3);
            api.post("/tasks", "{'task_id':'cut','task_type':'Collect','params':{'device':'pm1','seconds':600}}")
                    .mustBe(200);
            api.send("PATCH", "/devices/detector1", Api.json("{'params':{'level':6}}"))
                    .mustBe(200);
            api.ensureDevice("pm2", "Detector", Api.json("{'level':3}"));
            first.kill();
        }
        try (RunningProduct second = RunningProduct.start(home, port)) {
            Api api = new Api(second);
            JsonNode cut = api.awaitTask("cut", "interrupted");
            assertThat(cut.path("running").asBoolean()).isFalse();
            assertThat(cut.path("exception").path("error").path("type").asText())
                    .isEqualTo("TaskInterrupted");
            assertThat(cut.path("device_ids").toString()).isEqualTo("[\"pm1\"]");
            assertThat(api.awaitTask("done", "succeeded").path("result").path("data"))
                    .hasSize(3);
            for (String id : List.of("pm1", "pm2", "detector1")) {
                api.untilDevice(
                        id, "connected", device -> device.path("connected").asBoolean());
                assertThat(api.device(id).path("owned_by").isNull()).isTrue();
            }
            assertThat(api.call("pm2", "level", "").body().path("result").asDouble())
                    .isEqualTo(3);
            assertThat(api.call("detector1", "level", "").body().path("result").asDouble())
                    .isEqualTo(6);
        }
    }

    @Test
    void theRunListStartsOnTheNewestJdkThere() throws Exception {
        List<Jdk> installed = jdks();
        Jdk newest =
                installed.stream().max(Comparator.comparingInt(Jdk::version)).orElseThrow();
        assumeThat(newest.version())
                .as("the newest JDK beside this one, of %s", installed)
                .isGreaterThan(Runtime.version().feature());

        RunningProduct product = RunningProduct.launch(
                RunningProduct.CHECKOUT,
                RunningProduct.freePort(),
                Map.of(
                        "JAVA_HOME", newest.home().toString(),
                        "JACKFIELD_PRODUCT", RunningProduct.PRODUCT.toString()),
                "--home",
                home.toString());
        try (product) {
            product.awaitReady(60);
            try (SseClient client = SseClient.open(product.url(STREAM))) {
                client.awaitData(0, 3);
            }
            assertThat(product.output()).noneMatch(line -> line.contains("WARNING"));
        }
    }

    private record Jdk(int version, Path home) {}

    private static List<Jdk> jdks() throws IOException {
        Path running = Path.of(System.getProperty("java.home"));
        Path beside = Path.of("/usr/lib/jvm");
        try (Stream<Path> homes = Files.isDirectory(beside) ? Files.list(beside) : Stream.of(running)) {
            return homes.filter(candidate -> Files.isExecutable(candidate.resolve("bin/javac")))
                    .filter(candidate -> Files.isReadable(candidate.resolve("release")))
                    .map(RestartIT::jdk)
                    .toList();
        }
    }

    private static Jdk jdk(Path home) {
        try {
            Properties release = new Properties();
            release.load(new StringReader(Files.readString(home.resolve("release"))));
            String version = release.getProperty("JAVA_VERSION").replace("\"", "");
            return new Jdk(Runtime.Version.parse(version).feature(), home);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
